-- module: matter
-- Holes in the second wall that its own test found (src/apps/server/walls.database.test.ts).

-- A line for one organisation alone is its staff's: a deputy's seat carries the id of the same body, but is no staff of it.
drop policy matter_history_read on matter_history;
create policy matter_history_read on matter_history for select to luzhitong_app using (
  (audience = 'all' or (select app_scope()) in ('office', 'unit') and (audience = 'handlers' or organisation_id in ((select app_body()), (select app_unit()))))
  and sees_case(body_id, matter_id));

-- Whoever writes a note must see the case: before, an office could hang its own note on a case of another body.
drop policy matter_note_own on matter_note;
create policy matter_note_own on matter_note to luzhitong_app
  using (organisation_id in ((select app_body()), (select app_unit())) and (select app_scope()) in ('office', 'unit') and sees_case(body_id, matter_id))
  with check (organisation_id in ((select app_body()), (select app_unit())) and (select app_scope()) in ('office', 'unit') and sees_case(body_id, matter_id));

-- A unit's reply stays on a case that the unit handles: before, it could be moved onto any other.
drop policy reply_change on reply;
create policy reply_change on reply for update to luzhitong_app
  using (unit_id = (select app_unit())) with check (unit_id = (select app_unit()) and unit_handles(body_id, matter_id));

-- A file never changes its body or its owner, and its owner hangs it only on what he sees. Units serve several bodies, so a loose file of
-- theirs names the one that it is for.
revoke update on stored_file from luzhitong_app;
grant update (subject_kind, subject_id, deleted_at) on stored_file to luzhitong_app;
drop policy stored_file_own on stored_file;
create policy stored_file_own on stored_file for select to luzhitong_app using (owner_person_id = (select app_person()));
create policy stored_file_add on stored_file for insert to luzhitong_app
  with check (owner_person_id = (select app_person()) and subject_id is null and (body_id = (select app_body()) or (select app_scope()) = 'unit'));
create policy stored_file_change on stored_file for update to luzhitong_app using (owner_person_id = (select app_person()))
  with check (owner_person_id = (select app_person()) and (subject_kind is distinct from 'matter' or sees_case(body_id, subject_id)));

-- Drafts get their id from the client. One that another body's matter bears already must not be taken: live topics and links name a
-- matter by its id alone. The guard looks across bodies and tells no more than yes or no.
grant create on schema public to luzhitong_guard;
create function matter_id_taken(wanted uuid, own_body uuid) returns boolean
  language sql stable security definer set search_path = public as $$
  select exists (select 1 from matter where id = wanted and body_id <> own_body) $$;
alter function matter_id_taken(uuid, uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
