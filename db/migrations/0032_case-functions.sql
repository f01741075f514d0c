-- module: matter
-- The functions through which acts and pages read and write a whole case ask once whose case it is, not for each row of ten tables: they run as
-- luzhitong_guard and repeat the policies of those tables. case-sight.database.test.ts holds them against the policies: whatever they show or let
-- happen, row-level security would have as well. Statements on the tables themselves meet the policies as before.

grant select on reply, co_opinion, matter_contact, rating, commitment, matter_record, matter_history, matter_note, matter_clock, stored_file
  to luzhitong_guard;
grant insert, update on matter, handling, matter_clock to luzhitong_guard;
grant insert on matter_text, matter_history to luzhitong_guard;
do $$
declare name text;
begin
  foreach name in array array['co_opinion', 'matter_record', 'matter_history', 'matter_note'] loop
    if not exists (select from pg_policies where tablename = name and roles = '{luzhitong_guard}' and cmd in ('SELECT', 'ALL')) then
      execute format('create policy %I on %I for select to luzhitong_guard using (true)', name || '_guard', name);
    end if;
  end loop;
  foreach name in array array['matter', 'handling', 'matter_clock', 'matter_text', 'matter_history'] loop
    execute format('create policy %I on %I for insert to luzhitong_guard with check (true)', name || '_guard_write', name);
  end loop;
  foreach name in array array['matter', 'handling', 'matter_clock'] loop
    execute format('create policy %I on %I for update to luzhitong_guard using (true) with check (true)', name || '_guard_change', name);
  end loop;
end $$;

-- The worker's role meets no policy that hides or refuses anything, and neither does it here.
create function is_worker() returns boolean language sql stable as $$ select pg_has_role(session_user, 'luzhitong_worker', 'usage') $$;

-- What the page of a case shows beside what acts look at, in one statement instead of eight. `origin_history` is that of the case that
-- this one came from, `keeper` the organisation whose notes are asked for; `related`: others were merged into this one or came from it; `files`:
-- something hangs on the case.
create function read_case_rest(of_body uuid, of_matter uuid, keeper uuid)
  returns table (history json, origin_history json, records json, ended_clocks json, contacts json, notes json, related boolean, files boolean)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  body uuid := app_body();
  unit uuid := app_unit();
  scope text := app_scope();
  free boolean := is_worker();
  inside boolean := free or scope in ('office', 'unit');
  origin uuid;
begin
  if not (free or sees_case(of_body, of_matter)) then
    return;
  end if;
  select m.origin_id into origin from matter m where m.body_id = of_body and m.id = of_matter;
  return query select
    -- As matter_history_read.
    (select json_agg(h order by h.revision, h.id) from matter_history h where h.body_id = of_body and h.matter_id = of_matter
      and (free or h.audience = 'all' or inside and (h.audience = 'handlers' or h.organisation_id in (body, unit)))),
    case when origin is not null and (free or sees_case(of_body, origin)) then
      (select json_agg(h order by h.revision, h.id) from matter_history h where h.body_id = of_body and h.matter_id = origin
        and (free or h.audience = 'all' or inside and (h.audience = 'handlers' or h.organisation_id in (body, unit)))) end,
    -- As matter_record_read.
    (select json_agg(d order by d.revision) from matter_record d where d.body_id = of_body and d.matter_id = of_matter
      and (free or d.audience = 'all' or inside and (d.audience = 'handlers' or d.organisation_id in (body, unit)))),
    (select json_agg(c order by c.opened_at, c.id) from matter_clock c
      where c.body_id = of_body and c.matter_id = of_matter and c.ended_at is not null and c.outcome <> 'void'),
    (select json_agg(k order by k.at, k.id) from matter_contact k where k.body_id = of_body and k.matter_id = of_matter),
    -- As matter_note_own.
    case when keeper is not null and inside and (free or keeper in (body, unit)) then
      (select json_agg(n order by n.id) from matter_note n where n.body_id = of_body and n.matter_id = of_matter and n.organisation_id = keeper) end,
    -- What these two say is not shown: whoever asks then reads the rows themselves.
    exists (select from matter m where m.body_id = of_body and m.merged_into = of_matter)
      or exists (select from matter m where m.body_id = of_body and m.origin_id = of_matter),
    exists (select from stored_file f where f.body_id = of_body and f.subject_id in (of_matter, origin));
end $$;

grant create on schema public to luzhitong_guard;
alter function read_case_rest(uuid, uuid, uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
