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

create or replace function read_case(of_body uuid, of_matter uuid, hold boolean)
  returns table (subject json, parties json, handlings json, clocks json, replies json, opinions json, contacts json, ratings json, commitments json,
    records json)
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  held matter;
  body uuid := app_body();
  unit uuid := app_unit();
  person uuid := app_person();
  scope text := app_scope();
  free boolean := is_worker();
begin
  select * into held from matter m where m.body_id = of_body and m.id = of_matter;
  -- As matter_read.
  if held.id is null or not (free or of_body = body and held.submitted_at is not null and (scope = 'office' or scope = 'member' and held.visibility = 'body')
      or held.author_id = person is true or unit_handles(of_body, of_matter) or is_party(of_body, of_matter)) is true then
    return;
  end if;
  if hold then
    -- As matter_change.
    if not (free or of_body = body and (held.submitted_at is not null or held.author_id = person or is_party(of_body, of_matter))
        or unit_handles(of_body, of_matter)) is true then
      return;
    end if;
    select * into held from matter m where m.body_id = of_body and m.id = of_matter for update;
  end if;
  -- The word index is long, and no act looks at it.
  held.search := '';
  return query select
    row_to_json(held),
    (select json_agg(p order by p.position, p.person_id) from matter_party p where p.body_id = of_body and p.matter_id = of_matter),
    (select json_agg(h order by h.assigned_at, h.id) from handling h where h.body_id = of_body and h.matter_id = of_matter),
    (select json_agg(c order by c.due_at, c.id) from matter_clock c where c.body_id = of_body and c.matter_id = of_matter
      and coalesce(c.ended_at, 'infinity') = 'infinity'),
    -- As reply_read.
    (select json_agg(r order by r.round, r.id) from reply r where r.body_id = of_body and r.matter_id = of_matter
      and (free or r.unit_id = unit or r.state = 'issued')),
    (select json_agg(o order by o.round, o.id) from co_opinion o where o.body_id = of_body and o.matter_id = of_matter),
    (select json_agg(json_build_object('handling_id', k.handling_id, 'manner', k.manner, 'at', k.at))
      from matter_contact k where k.body_id = of_body and k.matter_id = of_matter),
    -- As rating_read.
    (select json_agg(g order by g.round, g.id) from rating g where g.body_id = of_body and g.matter_id = of_matter
      and (free or g.opened_at is not null or g.person_id = person or g.side = 'handler' and g.unit_id = unit or scope = 'office' and of_body = body)),
    (select json_agg(t order by t.due_on, t.id) from commitment t where t.body_id = of_body and t.matter_id = of_matter),
    -- As matter_record_read.
    (select json_agg(json_build_object('act', d.act, 'handling_id', d.handling_id, 'recorded_at', d.recorded_at, 'recorded_by', d.recorded_by,
        'content', d.content) order by d.revision)
      from matter_record d where d.body_id = of_body and d.matter_id = of_matter
      and (free or d.audience = 'all' or scope in ('office', 'unit') and (d.audience = 'handlers' or d.organisation_id in (body, unit))));
end $$;

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

-- As before, with the rule of the tables asked once, and `ended`: how clocks came out that end with the act and do not change otherwise. Rows of
-- another case than the act's are left out.
create or replace procedure make_write_act() language plpgsql as $make$
declare
  change text := 'update %1$I t set (%2$s) = (select %3$s from jsonb_populate_record(t, %4$s) r) where t.body_id = of_body and %5$s';
  as_known text := $w$t.id = of_matter and t.revision = (act ->> 'revision')::int
      and (free or handles or of_body = body and (
        t.submitted_at is not null and (scope = 'office' or scope = 'member' and t.visibility = 'body')
        or t.author_id = person or is_party(of_body, of_matter)))$w$;
  of_case text := $w$t.matter_id = of_matter and act -> %1$L ? t.id::text$w$;
begin
  execute format($body$
create or replace function write_act(of_body uuid, of_matter uuid, act jsonb)
  returns void language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  body uuid := app_body();
  person uuid := app_person();
  scope text := app_scope();
  free boolean := is_worker();
  handles boolean := not free and unit_handles(of_body, of_matter);
begin
  -- As the policies on writing of matter, handling, and what hangs on them; a change also needs the sight, as UPDATE with a condition does.
  if not (free or of_body = body or handles) is true or not act ?| '{raised,matter}' or act ? 'handlings' and not (free or of_body = body) is true then
    raise exception 'the case is not theirs who write' using errcode = '42501';
  end if;
  if act ? 'raised' then
    insert into matter select r.* from jsonb_populate_record(null::matter, act -> 'raised') r where r.body_id = of_body and r.id = of_matter
      and (free or of_body = body and (scope = 'office' or scope = 'member' and r.author_id = person));
    if not found then
      raise exception 'the case is not theirs who write' using errcode = '42501';
    end if;
  end if;
  if act ? 'matter' then
    -- Most acts change these few alone; naming all columns costs more than writing them.
    if (act -> 'matter') - '{state,stage,revision,changed_at,due_at,closed_at}'::text[] = '{}' then
      update matter t set state = act -> 'matter' ->> 'state', stage = act -> 'matter' ->> 'stage',
        revision = (act -> 'matter' ->> 'revision')::int, changed_at = (act -> 'matter' ->> 'changed_at')::timestamptz,
        due_at = case when act -> 'matter' ? 'due_at' then (act -> 'matter' ->> 'due_at')::timestamptz else t.due_at end,
        closed_at = case when act -> 'matter' ? 'closed_at' then (act -> 'matter' ->> 'closed_at')::timestamptz else t.closed_at end
      where t.body_id = of_body and %4$s;
    else
      %1$s;
    end if;
    if not found then
      raise exception 'the case has changed' using errcode = '40001';
    end if;
  end if;
  if act ? 'texts' then
    insert into matter_text select r.* from jsonb_populate_recordset(null::matter_text, act -> 'texts') r
      where r.body_id = of_body and r.matter_id = of_matter;
  end if;
  if act ? 'ended' then
    update matter_clock t set ended_at = (act -> 'story' ->> 'at')::timestamptz, outcome = act -> 'ended' ->> t.id::text,
      state = act -> 'ended' ->> t.id::text, card = 'none', next_turn_at = null, next_reminder_at = null
    where t.body_id = of_body and t.matter_id = of_matter and act -> 'ended' ? t.id::text;
  end if;
  if act ? 'turned' then
    %2$s;
  end if;
  if act ? 'clocks' then
    insert into matter_clock select r.* from jsonb_populate_recordset(null::matter_clock, act -> 'clocks') r
      where r.body_id = of_body and r.matter_id = of_matter;
  end if;
  if act ? 'handlings' then
    insert into handling select r.* from jsonb_populate_recordset(null::handling, act -> 'handlings') r
      where r.body_id = of_body and r.matter_id = of_matter;
  end if;
  if act ? 'handled' then
    %3$s;
  end if;
  insert into matter_history select r.* from jsonb_populate_record(null::matter_history, act -> 'story') r
    where r.body_id = of_body and r.matter_id = of_matter;
end $$ $body$,
    format(change, 'matter', columns_that_change('matter', ''), columns_that_change('matter', 'r.'), $w$act -> 'matter'$w$, as_known),
    format(change, 'matter_clock', columns_that_change('matter_clock', ''), columns_that_change('matter_clock', 'r.'),
      $w$act -> 'turned' -> t.id::text$w$, format(of_case, 'turned')),
    format(change, 'handling', columns_that_change('handling', ''), columns_that_change('handling', 'r.'),
      $w$act -> 'handled' -> t.id::text$w$, format(of_case, 'handled')),
    as_known);
end $make$;
grant create on schema public to luzhitong_guard;
alter function read_case(uuid, uuid, boolean) owner to luzhitong_guard;
alter function read_case_rest(uuid, uuid, uuid) owner to luzhitong_guard;
drop function write_act(uuid, uuid, jsonb);
call make_write_act();
alter function write_act(uuid, uuid, jsonb) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
