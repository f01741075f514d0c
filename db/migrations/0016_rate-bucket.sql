-- module: platform
-- Calls that all processes of an installation count together.

-- Token buckets that all processes draw from (src/platform/server/http/shared-buckets.ts). Nothing is lost that would not be full again a minute
-- later, so it is not written ahead. The key is a digest: no address and no token lies here.
create unlogged table rate_bucket (
  key bytea primary key,
  tokens double precision not null,
  at timestamptz not null
) with (fillfactor = 70);
create index rate_bucket_age on rate_bucket (at);
alter table rate_bucket enable row level security;
alter table rate_bucket force row level security;
create policy rate_bucket_worker on rate_bucket to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on rate_bucket to luzhitong_worker;
