-- module: matter
-- A hole in the second wall that its own test found (src/apps/server/walls.database.test.ts): a record that is kept for one organisation alone
-- is its staff's. A deputy's or member's seat carries the id of the same body, but is no staff of it (as for matter_history, 0007_matter-walls.sql).
drop policy matter_record_read on matter_record;
create policy matter_record_read on matter_record for select to luzhitong_app using (
  (audience = 'all' or (select app_scope()) in ('office', 'unit') and (audience = 'handlers' or organisation_id in ((select app_body()), (select app_unit()))))
  and sees_case(body_id, matter_id));

-- A rating is given once and never changed by requests; that of the other side is opened by whoever rates second, and by jobs when a side has let
-- its time pass, and by nobody else. Before, the application's role could open a sealed rating and read it (0008_records.sql).
revoke update on rating from luzhitong_app;
create or replace function open_ratings(of_body uuid, of_reply uuid, moment timestamptz)
  returns table (side text, overall text, score int, person_name text, words text, reason text)
  language sql volatile security definer set search_path = public, pg_temp as $$
  update rating r set opened_at = moment
  where r.body_id = of_body and r.reply_id = of_reply and r.opened_at is null and (
    pg_has_role(session_user, 'luzhitong_worker', 'member')
    or sees_case(of_body, r.matter_id) and exists (
      -- His own, or the other's beside his own.
      select from rating own where own.body_id = of_body and own.reply_id = of_reply
        and (own.side = 'proposer' and own.person_id = app_person() or own.side = 'handler' and own.unit_id = app_unit())))
  returning r.side, r.overall, r.score, r.person_name, r.words, r.reason $$;
