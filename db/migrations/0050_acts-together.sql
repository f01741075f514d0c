-- module: matter
-- Acts that are sent in one statement are also read and written by one statement a table: starting an inner statement, opening a table's indexes
-- and reading its checks cost more than the few rows of one act, and are now paid once for all. A function for many takes `many`, a JSON array with
-- one array for each: who acts (what act_as takes, five texts), then the values of each function, of which its own begin at `first`. What
-- serves one goes by the same functions, so each rule stands once. case-sight.database.test.ts holds them against the policies.

-- What act_as was told, as the first five members of a row for many.
create function who_acts() returns jsonb language sql stable as $$
  select jsonb_build_array(coalesce(current_setting('app.body', true), ''), coalesce(current_setting('app.unit', true), ''),
    coalesce(current_setting('app.person', true), ''), coalesce(current_setting('app.account', true), ''), coalesce(current_setting('app.scope', true), '')) $$;

-- open_write for many: values are the request's key and the snapshot of the known facts.
create function open_writes(many jsonb)
  returns table ("#" int, route text, fingerprint bytea, answer jsonb, facts text)
  language plpgsql stable security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  return query
    with asked as materialized (
      select w.n::int as n, coalesce(nullif(w.e ->> 3, '')::uuid, '00000000-0000-0000-0000-000000000000') as account, w.e ->> 5 as request_key, w.e ->> 6 as known
      from jsonb_array_elements(many) with ordinality as w (e, n)),
    standing as materialized (select k.known, facts_stand(k.known) as stands from (select distinct a.known from asked a) k)
    select a.n, r.route, r.fingerprint, r.answer, case when s.stands then a.known else pg_current_snapshot()::text end
    from asked a
    join standing s on s.known is not distinct from a.known
    left join request_record r on r.account_id = a.account and r.key = a.request_key;
end $$;

-- close_write for many. The answer of a request is kept for the account that acts, as request_record_own wants it.
create function close_writes(many jsonb, first int)
  returns void language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
    select x.body_id, x.id, (w.e ->> first)::timestamptz, x.type, x.subject, x.topics, x.payload,
      jsonb_build_object('personId', w.who -> 'personId', 'name', w.who -> 'name', 'organisationId', w.who -> 'organisationId', 'seatId', w.who -> 'seatId')
    from (select e, e -> (first + 1) as who from jsonb_array_elements(many) as v (e) offset 0) w,
      jsonb_to_recordset(w.e -> (first + 2)) as x (body_id uuid, id uuid, type text, subject uuid, topics text[], payload jsonb);
  insert into audit_entry (body_id, id, at, account_id, person_id, actor_name, organisation_id, act, subject_kind, subject_id, detail, request_id)
    select x.body_id, x.id, (w.e ->> first)::timestamptz, (w.who ->> 'accountId')::uuid, (w.who ->> 'personId')::uuid, w.who ->> 'name',
      (w.who ->> 'organisationId')::uuid, x.act, x.subject_kind, x.subject_id, x.detail, w.who ->> 'requestId'
    from (select e, e -> (first + 1) as who from jsonb_array_elements(many) as v (e) offset 0) w,
      jsonb_to_recordset(w.e -> (first + 3)) as x (body_id uuid, id uuid, act text, subject_kind text, subject_id uuid, detail jsonb);
  insert into request_record (account_id, key, route, fingerprint, answer, at)
    select coalesce(nullif(w.e ->> 3, '')::uuid, '00000000-0000-0000-0000-000000000000'), w.request ->> 'key', w.request ->> 'route',
      decode(w.request ->> 'fingerprint', 'hex'), w.request -> 'answer', (w.e ->> first)::timestamptz
    from (select e, e -> (first + 4) as request from jsonb_array_elements(many) as v (e) offset 0) w where w.request <> 'null';
end $$;

-- read_raising for many: values are the body, the matter, and its place. Row-level security decides who sees grids and who looks after them.
create function read_raisings(many jsonb, first int) returns table ("#" int, use text, grid json) language plpgsql as $$
declare
  e jsonb;
begin
  for "#", e in select v.n, v.e from jsonb_array_elements(many) with ordinality as v (e, n) loop
    perform act_as(e ->> 0, e ->> 1, e ->> 2, e ->> 3, e ->> 4);
    select r.use, r.grid into use, grid
      from read_raising((e ->> first)::uuid, (e ->> (first + 1))::uuid, (e ->> (first + 2))::double precision, (e ->> (first + 3))::double precision) r;
    return next;
  end loop;
end $$;

-- read_case for many, without holding: values are the body and the matter. No row where the matter is not there or not to be seen.
create function read_cases(many jsonb, first int)
  returns table ("#" int, subject json, parties json, handlings json, clocks json, replies json, opinions json, contacts json, ratings json,
    commitments json, records json)
  language plpgsql stable security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  free boolean := is_worker();
begin
  return query
    with asked as materialized (
      select w.n::int as n, (w.e ->> first)::uuid as of_body, (w.e ->> (first + 1))::uuid as of_matter, nullif(w.e ->> 0, '')::uuid as body,
        nullif(w.e ->> 1, '')::uuid as unit, nullif(w.e ->> 2, '')::uuid as person, w.e ->> 4 as scope
      from jsonb_array_elements(many) with ordinality as w (e, n))
    select a.n,
      -- The word index is long, and no act looks at it.
      row_to_json(jsonb_populate_record(m, '{"search": ""}')),
      (select json_agg(p order by p.position, p.person_id) from matter_party p where p.body_id = a.of_body and p.matter_id = a.of_matter),
      (select json_agg(h order by h.assigned_at, h.id) from handling h where h.body_id = a.of_body and h.matter_id = a.of_matter),
      (select json_agg(c order by c.due_at, c.id) from matter_clock c where c.body_id = a.of_body and c.matter_id = a.of_matter
        and coalesce(c.ended_at, 'infinity') = 'infinity'),
      -- As reply_read.
      (select json_agg(r order by r.round, r.id) from reply r where r.body_id = a.of_body and r.matter_id = a.of_matter
        and (free or r.unit_id = a.unit or r.state = 'issued')),
      (select json_agg(o order by o.round, o.id) from co_opinion o where o.body_id = a.of_body and o.matter_id = a.of_matter),
      (select json_agg(json_build_object('handling_id', k.handling_id, 'manner', k.manner, 'at', k.at))
        from matter_contact k where k.body_id = a.of_body and k.matter_id = a.of_matter),
      -- As rating_read.
      (select json_agg(g order by g.round, g.id) from rating g where g.body_id = a.of_body and g.matter_id = a.of_matter
        and (free or g.opened_at is not null or g.person_id = a.person or g.side = 'handler' and g.unit_id = a.unit
          or a.scope = 'office' and a.of_body = a.body)),
      (select json_agg(t order by t.due_on, t.id) from commitment t where t.body_id = a.of_body and t.matter_id = a.of_matter),
      -- As matter_record_read.
      (select json_agg(json_build_object('act', d.act, 'handling_id', d.handling_id, 'recorded_at', d.recorded_at, 'recorded_by', d.recorded_by,
          'content', d.content) order by d.revision)
        from matter_record d where d.body_id = a.of_body and d.matter_id = a.of_matter
        and (free or d.audience = 'all' or a.scope in ('office', 'unit') and (d.audience = 'handlers' or d.organisation_id in (a.body, a.unit))))
    from asked a join matter m on m.body_id = a.of_body and m.id = a.of_matter
    -- As matter_read. IS NOT DISTINCT FROM keeps PostgreSQL from reading the whole table of parties (or shares) into a hash for a few cases.
    where free or a.of_body = a.body and m.submitted_at is not null and (a.scope = 'office' or a.scope = 'member' and m.visibility = 'body')
      or m.author_id = a.person
      or exists (select from handling h where h.body_id = a.of_body and h.matter_id = a.of_matter
        and h.unit_id is not distinct from a.unit and a.unit is not null and h.state <> 'ended')
      or exists (select from matter_party p where p.body_id = a.of_body and p.matter_id = a.of_matter
        and p.person_id is not distinct from a.person);
end $$;

-- What hangs on a case and decides who may do what; ended clocks are left out. With `hold` the matter's row is locked first, and the rest is
-- read by a later statement, which sees what the last holder wrote. No row where the matter is not there or not to be seen.
create function read_case(of_body uuid, of_matter uuid, hold boolean)
  returns table (subject json, parties json, handlings json, clocks json, replies json, opinions json, contacts json, ratings json, commitments json,
    records json)
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  seen matter;
  body uuid := app_body();
begin
  if hold then
    -- What may be held is seen and may be changed: as matter_read and matter_change.
    select * into seen from matter m where m.body_id = of_body and m.id = of_matter;
    if seen.id is null or not (is_worker() or unit_handles(of_body, of_matter)
        or of_body = body and (seen.author_id = app_person() or is_party(of_body, of_matter)
          or seen.submitted_at is not null and (app_scope() = 'office' or app_scope() = 'member' and seen.visibility = 'body'))) is true then
      return;
    end if;
    perform from matter m where m.body_id = of_body and m.id = of_matter for update;
  end if;
  -- A statement of its own: it sees what the last holder wrote.
  return query select c.subject, c.parties, c.handlings, c.clocks, c.replies, c.opinions, c.contacts, c.ratings, c.commitments, c.records
    from read_cases(jsonb_build_array(who_acts() || jsonb_build_array(of_body, of_matter)), 5) c;
end $$;

-- UPDATE has to name its columns, so the function is made from the catalogue; a migration that adds a column to one of the three tables calls
-- make_write_act() again (write-act.database.test.ts fails where that is forgotten).
create function columns_that_change(of_table regclass, prefix text) returns text language sql stable as $$
  select string_agg(prefix || quote_ident(attname), ', ' order by attnum) from pg_attribute
  where attrelid = of_table and attnum > 0 and not attisdropped and attgenerated = ''
    and attname not in ('body_id', 'id', 'matter_id', 'kind', 'created_at', 'source', 'source_key', 'clock', 'unit_id') $$;

-- Writes what acts change of their cases; values are the body, the matter, and `act`, of which each member is there only where something is to be
-- written: `raised` (a whole new matter) or `matter` (columns that change, while `revision` is still what the act went by; else 40001, and the act
-- must look again), `texts`, `handlings` (new ones), `handled` (columns that change, by id), `clocks` (new ones), `turned` (columns that change, by
-- id), `ended` (how clocks came out that end with the act and do not change otherwise), `story`. Rows of another case than the act's are left
-- out. Any that may not be, or whose case has changed since, refuses all: whoever sent them asks for each alone then.
create procedure make_write_act() language plpgsql as $make$
declare
  -- OFFSET 0 keeps the parts of a row from being taken out of it anew wherever they are named.
  acts text := $w$(select (e ->> first)::uuid as of_body, (e ->> (first + 1))::uuid as of_matter, e -> (first + 2) as act, nullif(e ->> 0, '')::uuid as body,
      nullif(e ->> 1, '')::uuid as unit, nullif(e ->> 2, '')::uuid as person, e ->> 4 as scope from jsonb_array_elements(many) as v (e) offset 0) a$w$;
  handles text := $w$exists (select from handling h where h.body_id = a.of_body and h.matter_id = a.of_matter
      and h.unit_id is not distinct from a.unit and a.unit is not null and h.state <> 'ended')$w$;
  few text := $w$(a.act -> 'matter') - '{state,stage,revision,changed_at,due_at,closed_at}'::text[] = '{}'$w$;
  as_known text := $w$t.body_id = a.of_body and t.id = a.of_matter and t.revision = (a.act ->> 'revision')::int
      and (free or a.of_body = a.body and (t.submitted_at is not null and (a.scope = 'office' or a.scope = 'member' and t.visibility = 'body')
          or t.author_id = a.person
          or exists (select from matter_party p where p.body_id = a.of_body and p.matter_id = a.of_matter
        and p.person_id is not distinct from a.person))
        or %s)$w$;
  change text := 'update %1$I t set (%2$s) = (select %3$s from jsonb_populate_record(t, d.value) r) from %4$s cross join lateral jsonb_each(a.act -> %5$L) d
      where a.act ? %5$L and t.body_id = a.of_body and t.matter_id = a.of_matter and t.id = d.key::uuid';
begin
  as_known := format(as_known, handles);
  execute format($body$
create or replace function write_acts(many jsonb, first int)
  returns void language plpgsql security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  free boolean := is_worker();
  members text[] := array(select distinct m from jsonb_array_elements(many) as v (e), jsonb_object_keys(e -> (first + 2)) as m);
  asked int;
  done int := 0;
  more int;
begin
  -- As the policies on writing of matter, handling, and what hangs on them; a change also needs the sight, as UPDATE with a condition does.
  if exists (select from %1$s where not (free or a.of_body = a.body or %2$s) is true or not a.act ?| '{raised,matter}'
      or a.act ? 'handlings' and not (free or a.of_body = a.body) is true) then
    raise exception 'the case is not theirs who write' using errcode = '42501';
  end if;
  if 'raised' = any (members) then
    insert into matter select r.* from %1$s cross join lateral jsonb_populate_record(null::matter, a.act -> 'raised') r
      where a.act ? 'raised' and r.body_id = a.of_body and r.id = a.of_matter
        and (free or a.of_body = a.body and (a.scope = 'office' or a.scope = 'member' and r.author_id = a.person));
    get diagnostics done = row_count;
    select count(*) into asked from %1$s where a.act ? 'raised';
    if done <> asked then
      raise exception 'the case is not theirs who write' using errcode = '42501';
    end if;
  end if;
  if 'matter' = any (members) then
    -- Most acts change these few alone; naming all columns costs more than writing them.
    update matter t set state = a.act -> 'matter' ->> 'state', stage = a.act -> 'matter' ->> 'stage',
        revision = (a.act -> 'matter' ->> 'revision')::int, changed_at = (a.act -> 'matter' ->> 'changed_at')::timestamptz,
        due_at = case when a.act -> 'matter' ? 'due_at' then (a.act -> 'matter' ->> 'due_at')::timestamptz else t.due_at end,
        closed_at = case when a.act -> 'matter' ? 'closed_at' then (a.act -> 'matter' ->> 'closed_at')::timestamptz else t.closed_at end
      from %1$s where a.act ? 'matter' and %3$s and %4$s;
    get diagnostics done = row_count;
    select count(*), count(*) filter (where not %3$s) into asked, more from %1$s where a.act ? 'matter';
    if more > 0 then
      update matter t set (%5$s) = (select %6$s from jsonb_populate_record(t, a.act -> 'matter') r)
        from %1$s where a.act ? 'matter' and not %3$s and %4$s;
      get diagnostics more = row_count;
    end if;
    if done + more <> asked then
      raise exception 'the case has changed' using errcode = '40001';
    end if;
  end if;
  if 'texts' = any (members) then
    insert into matter_text select r.* from %1$s cross join lateral jsonb_populate_recordset(null::matter_text, a.act -> 'texts') r
      where r.body_id = a.of_body and r.matter_id = a.of_matter;
  end if;
  if 'ended' = any (members) then
    update matter_clock t set ended_at = (a.act -> 'story' ->> 'at')::timestamptz, outcome = d.value, state = d.value, card = 'none',
        next_turn_at = null, next_reminder_at = null
      from %1$s cross join lateral jsonb_each_text(a.act -> 'ended') d
      where t.body_id = a.of_body and t.matter_id = a.of_matter and t.id = d.key::uuid;
  end if;
  if 'turned' = any (members) then
    %7$s;
  end if;
  if 'clocks' = any (members) then
    insert into matter_clock select r.* from %1$s cross join lateral jsonb_populate_recordset(null::matter_clock, a.act -> 'clocks') r
      where r.body_id = a.of_body and r.matter_id = a.of_matter;
  end if;
  if 'handlings' = any (members) then
    insert into handling select r.* from %1$s cross join lateral jsonb_populate_recordset(null::handling, a.act -> 'handlings') r
      where r.body_id = a.of_body and r.matter_id = a.of_matter;
  end if;
  if 'handled' = any (members) then
    %8$s;
  end if;
  insert into matter_history select r.* from %1$s cross join lateral jsonb_populate_record(null::matter_history, a.act -> 'story') r
    where r.body_id = a.of_body and r.matter_id = a.of_matter;
end $$ $body$,
    acts, handles, few, as_known, columns_that_change('matter', ''), columns_that_change('matter', 'r.'),
    format(change, 'matter_clock', columns_that_change('matter_clock', ''), columns_that_change('matter_clock', 'r.'), acts, 'turned'),
    format(change, 'handling', columns_that_change('handling', ''), columns_that_change('handling', 'r.'), acts, 'handled'));
end $make$;
revoke all on procedure make_write_act() from public;
revoke all on function columns_that_change(regclass, text) from public;
call make_write_act();

create function write_act(of_body uuid, of_matter uuid, act jsonb) returns void language plpgsql as $$
begin
  perform write_acts(jsonb_build_array(who_acts() || jsonb_build_array(of_body, of_matter, act)), 5);
end $$;

grant select, insert on outbox, audit_entry, request_record to luzhitong_guard;
create policy outbox_guard_write on outbox for insert to luzhitong_guard with check (true);
create policy audit_entry_guard_write on audit_entry for insert to luzhitong_guard with check (true);
create policy request_record_guard on request_record for select to luzhitong_guard using (true);
create policy request_record_guard_write on request_record for insert to luzhitong_guard with check (true);

grant create on schema public to luzhitong_guard;
alter function open_writes(jsonb) owner to luzhitong_guard;
alter function close_writes(jsonb, int) owner to luzhitong_guard;
alter function read_case(uuid, uuid, boolean) owner to luzhitong_guard;
alter function read_cases(jsonb, int) owner to luzhitong_guard;
alter function write_acts(jsonb, int) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
