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
