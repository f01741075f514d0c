-- module: platform
-- What every module stands on: the settings that row-level security reads, outbox, audit chain, repeated requests, notifications, files.

create function app_body() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.body', true), '')::uuid $$;
create function app_unit() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.unit', true), '')::uuid $$;
create function app_person() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app_account() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
create function app_scope() returns text language sql stable parallel safe as $$ select coalesce(nullif(current_setting('app.scope', true), ''), 'public') $$;

grant usage on schema public to luzhitong_app, luzhitong_worker, luzhitong_guard;

-- Every transaction of this database with a number below the answer is over, and a later statement sees what it wrote. pg_snapshot_xmin says
-- the same of the whole server: a long transaction of any other database on it would hold this one's events back.
create function readable_below() returns xid8 language plpgsql volatile as $$
declare
  taken pg_snapshot := pg_current_snapshot();
  open_one xid8;
begin
  -- Else a second call in one transaction is told of the backends as the first one saw them.
  perform pg_stat_clear_snapshot();
  for open_one in select pg_snapshot_xip(taken) as txid order by txid loop
    -- Backends tell the lower 32 bits of their transaction's number.
    if exists (
      select from pg_stat_get_activity(null) as backend
      where backend.datid = (select oid from pg_database where datname = current_database())
        and backend.backend_xid::text::bigint = open_one::text::bigint % 4294967296) then
      return open_one;
    end if;
  end loop;
  return pg_snapshot_xmax(taken);
end $$;

-- Events of committed transactions. Readers follow (txid, id) below readable_below(), asked in a statement before, so a transaction that
-- commits late is never skipped and no sequence is shared between bodies.
create table outbox (
  body_id uuid not null,
  id uuid not null,
  txid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  type text not null,
  subject uuid not null,
  topics text[] not null,
  payload jsonb not null,
  actor jsonb not null,
  primary key (body_id, id)
);
create index outbox_order on outbox (txid, id);
alter table outbox enable row level security;
alter table outbox force row level security;
create policy outbox_worker on outbox to luzhitong_worker using (true) with check (true);
create policy outbox_append on outbox for insert to luzhitong_app with check (true);
grant insert on outbox to luzhitong_app;
grant select, insert, update, delete on outbox to luzhitong_worker;

-- How far each subscriber has come. Reference table: one row a subscriber, for all bodies.
create table subscription (
  name text primary key,
  txid xid8 not null default '0',
  event_id uuid not null default '00000000-0000-0000-0000-000000000000',
  failures int not null default 0,
  retry_at timestamptz,
  last_error text,
  moved_at timestamptz not null default now()
);
alter table subscription enable row level security;
alter table subscription force row level security;
create policy subscription_worker on subscription to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on subscription to luzhitong_worker;

-- An event that a subscriber could not take after all its tries; kept until an operator replays or drops it.
create table parked_event (
  body_id uuid not null,
  subscriber text not null,
  event_id uuid not null,
  error text not null,
  parked_at timestamptz not null,
  primary key (body_id, subscriber, event_id)
);
alter table parked_event enable row level security;
alter table parked_event force row level security;
create policy parked_event_worker on parked_event to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on parked_event to luzhitong_worker;

-- Append-only audit log. `position` and `hash` are given after commit by the sealing subscriber, so that a body's chain is no hot row.
create table audit_entry (
  body_id uuid not null,
  id uuid not null,
  txid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor_name text not null,
  organisation_id uuid,
  act text not null,
  subject_kind text not null,
  subject_id uuid not null,
  detail jsonb not null,
  request_id text not null,
  primary key (body_id, id)
);
create index audit_entry_subject on audit_entry (body_id, subject_id, id);
create index audit_entry_order on audit_entry (txid, id);
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy audit_entry_worker_read on audit_entry for select to luzhitong_worker using (true);
create policy audit_entry_worker_append on audit_entry for insert to luzhitong_worker with check (true);
create policy audit_entry_append on audit_entry for insert to luzhitong_app with check (true);
create policy audit_entry_read on audit_entry for select to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office');
grant select, insert on audit_entry to luzhitong_app, luzhitong_worker;

create table audit_seal (
  body_id uuid not null,
  position bigint not null,
  entry_id uuid not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (body_id, position),
  unique (body_id, entry_id),
  foreign key (body_id, entry_id) references audit_entry (body_id, id)
);
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy audit_seal_worker_read on audit_seal for select to luzhitong_worker using (true);
create policy audit_seal_worker_append on audit_seal for insert to luzhitong_worker with check (true);
create policy audit_seal_read on audit_seal for select to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office');
grant select on audit_seal to luzhitong_app;
grant select, insert on audit_seal to luzhitong_worker;

-- The first answer to a write, given again to its repetitions (Idempotency-Key). Reference table: keys belong to accounts, not to bodies.
create table request_record (
  account_id uuid not null,
  key text not null,
  route text not null,
  fingerprint bytea not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (account_id, key)
);
create index request_record_age on request_record (at);
alter table request_record enable row level security;
alter table request_record force row level security;
create policy request_record_own on request_record to luzhitong_app
  using (account_id = coalesce((select app_account()), '00000000-0000-0000-0000-000000000000'))
  with check (account_id = coalesce((select app_account()), '00000000-0000-0000-0000-000000000000'));
create policy request_record_worker on request_record to luzhitong_worker using (true) with check (true);
grant select, insert on request_record to luzhitong_app;
grant select, insert, delete on request_record to luzhitong_worker;

-- What a person is told. `body_id` is the body whose matter it is about; unique per event, person and kind, so a replay tells nobody twice.
create table notification (
  body_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  title text not null,
  words text not null,
  link text not null,
  event_id uuid not null,
  subject_id uuid not null,
  channel text not null check (channel in ('now', 'digest', 'app')),
  urgent boolean not null default false,
  at timestamptz not null,
  read_at timestamptz,
  withdrawn_at timestamptz,
  digested_at timestamptz,
  pushed_at timestamptz,
  primary key (body_id, id),
  unique (body_id, event_id, person_id, kind)
);
create index notification_person on notification (person_id, id desc);
create index notification_unread on notification (person_id) where read_at is null and withdrawn_at is null;
create index notification_subject on notification (body_id, subject_id);
create index notification_undelivered on notification (channel, id)
  where channel <> 'app' and pushed_at is null and digested_at is null and read_at is null and withdrawn_at is null;
alter table notification enable row level security;
alter table notification force row level security;
create policy notification_own on notification for select to luzhitong_app using (person_id = (select app_person()));
create policy notification_mark on notification for update to luzhitong_app using (person_id = (select app_person())) with check (person_id = (select app_person()));
create policy notification_worker on notification to luzhitong_worker using (true) with check (true);
grant select on notification to luzhitong_app;
grant update (read_at) on notification to luzhitong_app;
grant select, insert, update, delete on notification to luzhitong_worker;

-- How a person wants to be told of a kind. Reference tables: they belong to people, not to bodies.
create table notification_choice (
  person_id uuid not null,
  kind text not null,
  channel text not null check (channel in ('now', 'digest', 'app', 'off')),
  primary key (person_id, kind)
);
alter table notification_choice enable row level security;
alter table notification_choice force row level security;
create policy notification_choice_own on notification_choice to luzhitong_app using (person_id = (select app_person())) with check (person_id = (select app_person()));
create policy notification_choice_worker on notification_choice to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on notification_choice to luzhitong_app, luzhitong_worker;

create table push_subscription (
  person_id uuid not null,
  id uuid not null,
  endpoint text not null,
  keys jsonb not null,
  device text not null,
  made_at timestamptz not null,
  failed_at timestamptz,
  primary key (person_id, id),
  unique (person_id, endpoint)
);
create index push_subscription_endpoint on push_subscription (endpoint);
alter table push_subscription enable row level security;
alter table push_subscription force row level security;
create policy push_subscription_own on push_subscription to luzhitong_app using (person_id = (select app_person())) with check (person_id = (select app_person()));
create policy push_subscription_worker on push_subscription to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on push_subscription to luzhitong_app, luzhitong_worker;

-- Files: the row is the right to them, the bytes lie in a folder or an S3 bucket under `content_key`.
create table stored_file (
  body_id uuid not null,
  id uuid not null,
  owner_person_id uuid not null,
  owner_unit_id uuid,
  name text not null,
  media_type text not null,
  size bigint not null check (size >= 0),
  sha256 bytea not null,
  content_key text not null,
  width int,
  height int,
  subject_kind text,
  subject_id uuid,
  stored_at timestamptz not null,
  deleted_at timestamptz,
  primary key (body_id, id)
);
create index stored_file_subject on stored_file (body_id, subject_id) where subject_id is not null;
create index stored_file_loose on stored_file (stored_at) where subject_id is null;
create index stored_file_deleted on stored_file (deleted_at) where deleted_at is not null;
create index stored_file_id on stored_file (id);
create index stored_file_content on stored_file (content_key);
create index stored_file_quota on stored_file (body_id) include (size) where deleted_at is null;
alter table stored_file enable row level security;
alter table stored_file force row level security;
-- A file is its uploader's own, and a body's office sees what hangs on its things. Whoever else may read a thing gets its files by a policy of
-- the module that owns the thing: `create policy stored_file_<module> on stored_file for select to luzhitong_app using (subject_kind = … and …)`.
create policy stored_file_own on stored_file to luzhitong_app using (owner_person_id = (select app_person())) with check (owner_person_id = (select app_person()));
create policy stored_file_office on stored_file for select to luzhitong_app
  using (body_id = (select app_body()) and subject_id is not null and (select app_scope()) = 'office');
create policy stored_file_worker on stored_file to luzhitong_worker using (true) with check (true);
grant select, insert, update on stored_file to luzhitong_app;
grant select, insert, update, delete on stored_file to luzhitong_worker;

-- Parts of the demo data that are in place, so that a start that was cut off goes on where it stopped. Reference table.
create table seed_run (
  name text primary key,
  at timestamptz not null
);
alter table seed_run enable row level security;
alter table seed_run force row level security;
create policy seed_run_worker on seed_run to luzhitong_worker using (true) with check (true);
grant select, insert, delete on seed_run to luzhitong_worker;
