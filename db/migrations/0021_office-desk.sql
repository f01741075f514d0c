-- module: matter
-- What differs from case to case in one batch (each its own units): one batch, one undo. Null where the batch's own input holds.
alter table bulk_target add column input jsonb;

-- Who of the office has a case open now, so that two do not decide it at once. Kept fresh while it is open; what is older than the rule
-- allows counts for nothing (server/presence-rules.ts), so a browser that went away leaves no stale mark.
create table case_presence (
  body_id uuid not null,
  matter_id uuid not null,
  person_id uuid not null,
  person_name text not null,
  seen_at timestamptz not null,
  primary key (body_id, person_id, matter_id)
);
alter table case_presence enable row level security;
alter table case_presence force row level security;
create policy case_presence_worker on case_presence to luzhitong_worker using (true) with check (true);
create policy case_presence_office on case_presence for select to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy case_presence_own on case_presence for insert to luzhitong_app
  with check (body_id = (select app_body()) and person_id = (select app_person()) and (select app_scope()) = 'office');
create policy case_presence_keep on case_presence for update to luzhitong_app
  using (body_id = (select app_body()) and person_id = (select app_person()) and (select app_scope()) = 'office')
  with check (body_id = (select app_body()) and person_id = (select app_person()) and (select app_scope()) = 'office');
create policy case_presence_leave on case_presence for delete to luzhitong_app
  using (body_id = (select app_body()) and person_id = (select app_person()) and (select app_scope()) = 'office');
grant select, insert, update, delete on case_presence to luzhitong_app;
grant select, insert, update, delete on case_presence to luzhitong_worker;
