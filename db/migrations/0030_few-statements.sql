-- module: platform
-- What a write needs of PostgreSQL, in few statements: each statement costs more in messages, plans and wakings than its rows do. The functions
-- run with the rights of whoever calls them, so grants and row-level security decide over every row as before. Their plans are made once for all
-- values and always by index: a table that was empty when it was last looked at must not be read through for each request.

-- Tells row-level security who acts, until the transaction ends.
create function act_as(body text, unit text, person text, account text, scope text) returns void language plpgsql as $$
declare
  told text;
begin
  told := set_config('app.body', body, true);
  told := set_config('app.unit', unit, true);
  told := set_config('app.person', person, true);
  told := set_config('app.account', account, true);
  told := set_config('app.scope', scope, true);
end $$;

-- Opens a write: tells who acts, and gives the first answer to a request that came before (nulls otherwise). `facts` is `known` while nothing
-- has changed that the facts of that snapshot rest on, else the snapshot of now.
create function open_write(body text, unit text, person text, account text, scope text, request_key text, known text)
  returns table (route text, fingerprint bytea, answer jsonb, facts text) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  perform act_as(body, unit, person, account, scope);
  if request_key is not null then
    select r.route, r.fingerprint, r.answer into route, fingerprint, answer from request_record r
    where r.account_id = coalesce(app_account(), '00000000-0000-0000-0000-000000000000') and r.key = request_key;
    facts := case when facts_stand(known) then known else pg_current_snapshot()::text end;
  end if;
  return next;
end $$;

-- Closes a write: its events, its audit entries and its answer.
create function close_write(at timestamptz, who jsonb, events jsonb, acts jsonb, request jsonb)
  returns void language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if events <> '[]' then
    insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
      select e.body_id, e.id, close_write.at, e.type, e.subject, e.topics, e.payload,
        jsonb_build_object('personId', who -> 'personId', 'name', who -> 'name', 'organisationId', who -> 'organisationId', 'seatId', who -> 'seatId')
      from jsonb_to_recordset(events) as e (body_id uuid, id uuid, type text, subject uuid, topics text[], payload jsonb);
  end if;
  if acts <> '[]' then
    insert into audit_entry (body_id, id, at, account_id, person_id, actor_name, organisation_id, act, subject_kind, subject_id, detail, request_id)
      select a.body_id, a.id, close_write.at, (who ->> 'accountId')::uuid, (who ->> 'personId')::uuid, who ->> 'name',
        (who ->> 'organisationId')::uuid, a.act, a.subject_kind, a.subject_id, a.detail, who ->> 'requestId'
      from jsonb_to_recordset(acts) as a (body_id uuid, id uuid, act text, subject_kind text, subject_id uuid, detail jsonb);
  end if;
  if request is not null then
    insert into request_record (account_id, key, route, fingerprint, answer, at)
    values (coalesce((who ->> 'accountId')::uuid, '00000000-0000-0000-0000-000000000000'), request ->> 'key', request ->> 'route',
      decode(request ->> 'fingerprint', 'hex'), request -> 'answer', close_write.at);
  end if;
end $$;

-- Transactions that changed what processes keep between writes (rules, calendars, names, mandates, grids). A process keeps its facts with
-- the snapshot at which it began to read them; they stand until such a transaction is committed that this snapshot did not see. One row a
-- transaction, so nobody waits for anybody. Reference table.
create table fact_change (
  txid xid8 not null default pg_current_xact_id() primary key
);
alter table fact_change enable row level security;
alter table fact_change force row level security;
create policy fact_change_read on fact_change for select to luzhitong_app using (true);
create policy fact_change_worker on fact_change to luzhitong_worker using (true) with check (true);
create policy fact_change_guard on fact_change for insert to luzhitong_guard with check (true);
grant select on fact_change to luzhitong_app;
grant select, insert, update, delete on fact_change to luzhitong_worker;
grant select, insert on fact_change to luzhitong_guard;
create policy fact_change_guard_read on fact_change for select to luzhitong_guard using (true);

create function facts_stand(known text) returns boolean language plpgsql stable as $$
declare
  seen pg_snapshot := known::pg_snapshot;
begin
  return known is not null and not exists (
    select from fact_change where txid >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(txid, seen));
end $$;

create function note_fact_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into fact_change default values on conflict do nothing;
  return null;
end $$;
grant create on schema public to luzhitong_guard;
alter function note_fact_change() owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;

do $$
declare name text;
begin
  foreach name in array array['organisation', 'person', 'member_group', 'mandate', 'post', 'grid', 'grid_duty',
    'profile_version', 'calendar_year', 'calendar_day'] loop
    execute format('create trigger fact_changed after insert or update or delete or truncate on %I for each statement execute function note_fact_change()', name);
  end loop;
end $$;

-- The grid in which a position lies (WGS 84), with the people who look after it.
create function grid_at(longitude double precision, latitude double precision)
  returns table (id uuid, code text, name text, "organisationId" uuid, "workerIds" uuid[])
  language plpgsql stable set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  return query select g.id, g.code, g.name, g.organisation_id,
    array(select o.person_id from grid_duty d
      join post o on o.organisation_id = d.organisation_id and o.id = d.post_id and o.status = 'active'
      where d.organisation_id = g.organisation_id and d.grid_id = g.id order by o.id)
  from grid g where g.area @> point(longitude, latitude) order by g.id limit 1;
end $$;

-- Who has the id that a client made for a matter: nobody, a matter of the own body, or one of another. As matter_id_taken, it looks across
-- bodies and tells no more than this.
grant create on schema public to luzhitong_guard;
create function matter_id_use(wanted uuid, own_body uuid) returns text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  use text := 'free';
  found_body uuid;
begin
  for found_body in select body_id from matter where id = wanted loop
    if found_body is distinct from own_body then
      return 'elsewhere';
    end if;
    use := 'here';
  end loop;
  return use;
end $$;
alter function matter_id_use(uuid, uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;

-- What raising a matter wants to know first: who has its id, and the grid of its place.
create function read_raising(of_body uuid, of_matter uuid, longitude double precision, latitude double precision)
  returns table (use text, grid json) language plpgsql as $$
begin
  use := matter_id_use(of_matter, of_body);
  if longitude is not null then
    grid := (select row_to_json(g) from grid_at(longitude, latitude) g);
  end if;
  return next;
end $$;

-- As in 0005, but never by the index of units: a duty desk has a share of thousands of cases, of which one is asked about. IS NOT DISTINCT FROM
-- reaches no index, so the case's own few handlings are looked at.
create or replace function unit_handles(of_body uuid, of_matter uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off cost 200 as $$
declare
  unit uuid := app_unit();
begin
  return unit is not null and exists (
    select from handling where body_id = of_body and matter_id = of_matter and unit_id is not distinct from unit and state <> 'ended');
end $$;

create or replace function sees_case(of_body uuid, of_matter uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off cost 300 as $$
declare
  body uuid := app_body();
  unit uuid := app_unit();
  person uuid := app_person();
  scope text := app_scope();
begin
  if unit is not null and exists (
    select from handling where body_id = of_body and matter_id = of_matter and unit_id is not distinct from unit) then
    return true;
  end if;
  return exists (
      select from matter where body_id = of_body and id = of_matter and (
        of_body = body and submitted_at is not null and (scope = 'office' or scope = 'member' and visibility = 'body') or author_id = person))
    or person is not null and exists (select from matter_party where body_id = of_body and matter_id = of_matter and person_id = person);
end $$;
