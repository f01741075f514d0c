-- module: matter
-- The year's account (代表法 §51): how the office composes it, what it was when it was fixed, and the facts that its figures count.

-- The composition that the office keeps for every year; no row: the product's own.
create table annual_template (
  body_id uuid not null primary key,
  composition jsonb not null,
  revision int not null,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null
);

-- The composition of one year, once it departs from the template or was prepared by the job of 1 December.
create table annual_draft (
  body_id uuid not null,
  year int not null check (year between 1990 and 2199),
  composition jsonb not null,
  revision int not null,
  prepared_at timestamptz not null,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (body_id, year)
);

-- A fixed report: text and figures as of a day. Append-only; a correction is the next version.
create table annual_report (
  body_id uuid not null,
  year int not null check (year between 1990 and 2199),
  version int not null check (version > 0),
  id uuid not null,
  as_of date not null,
  -- json, not jsonb: the fingerprint is that of this very text.
  content json not null,
  fingerprint bytea not null,
  note text not null,
  fixed_by uuid,
  fixed_by_name text not null,
  fixed_at timestamptz not null,
  primary key (body_id, year, version),
  unique (body_id, id)
);

do $$
declare name text;
begin
  foreach name in array array['annual_template', 'annual_draft', 'annual_report'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to luzhitong_worker using (true) with check (true)', name || '_worker', name);
    execute format('create policy %I on %I for select to luzhitong_app using (body_id = (select app_body()) and (select app_scope()) = ''office'')', name || '_read', name);
    execute format('create policy %I on %I for insert to luzhitong_app with check (body_id = (select app_body()) and (select app_scope()) = ''office'')', name || '_write', name);
    execute format('grant select, insert, update, delete on %I to luzhitong_worker', name);
  end loop;
  foreach name in array array['annual_template', 'annual_draft'] loop
    execute format('create policy %I on %I for update to luzhitong_app using (body_id = (select app_body()) and (select app_scope()) = ''office'') with check (body_id = (select app_body()) and (select app_scope()) = ''office'')', name || '_change', name);
    execute format('grant select, insert, update on %I to luzhitong_app', name);
  end loop;
  execute 'grant select, insert on annual_report to luzhitong_app';
end $$;

create index matter_raised on matter (body_id, submitted_at) where submitted_at is not null;

-- What each matter of a period is for the account, one row a matter, for the office of the body alone. A window of the guard, because
-- clocks, talks and promises ask the policy of the case for every row (sees_case), which a count of 20,000 cases can not pay; it repeats the
-- office's part of matter_read. Figures and the lists they open to both read it, so that they can not differ.
-- `reply_clocks` names the clocks that a reply meets, as kind/clock: which they are is declared by the kinds. `at`: late is late by then.
create function matters_raised(of_kind text, since timestamptz, until timestamptz, reply_clocks text[], at timestamptz)
  returns table (
    matter_id uuid, kind text, raised_at timestamptz, state text, field text, category text, delegation_id uuid, delegation text, in_session boolean, answer_class text,
    rating text, accepted boolean, answered boolean, closed boolean, late boolean, extended boolean, talked boolean, met boolean,
    agreed boolean, published boolean, is_key boolean, again boolean, joint boolean, units uuid[], hours double precision)
  language sql stable security definer set search_path = public rows 3000 as $$
  with m as materialized (
    select * from matter
    where app_scope() = 'office' and body_id = app_body() and submitted_at is not null and submitted_at >= since and submitted_at <= until
      and (of_kind is null or matter.kind = of_kind)),
  h as (
    select h.matter_id, array_agg(distinct h.unit_id) filter (where h.role <> 'co') as units, bool_or(h.role = 'co') as joint,
      bool_or(h.extension ->> 'state' = 'granted' or h.extension_count > 0) as extended
    from handling h join m on m.id = h.matter_id
    where h.body_id = app_body() and h.state <> 'ended' group by 1),
  c as (
    select c.matter_id, bool_or(c.outcome = 'metLate' or c.ended_at is null and c.due_at < at) as late
    from matter_clock c join m on m.id = c.matter_id
    where c.body_id = app_body() and c.kind || '/' || c.clock = any(reply_clocks) and c.outcome is distinct from 'void' group by 1),
  r as (
    select r.matter_id, min(r.issued_at) as first from reply r join m on m.id = r.matter_id
    where r.body_id = app_body() and r.state = 'issued' group by 1),
  t as (
    select t.matter_id, bool_or(t.manner in ('visit', 'meeting', 'site')) as met
    from matter_contact t join m on m.id = t.matter_id where t.body_id = app_body() group by 1)
  select m.id, m.kind, m.submitted_at, m.state, m.field, m.category, m.delegation_id, m.author_title, m.in_session, m.answer_class,
    m.rating, m.accepted_at is not null, m.replied_at is not null, m.closed_at is not null, coalesce(c.late, false), coalesce(h.extended, false),
    t.matter_id is not null, coalesce(t.met, false),
    m.openness <> 'confidential', m.published_at is not null, m.is_key, m.round > 1, coalesce(h.joint, false), coalesce(h.units, '{}'),
    case when m.replied_at is not null then extract(epoch from coalesce(r.first, m.replied_at) - coalesce(m.assigned_at, m.submitted_at)) / 3600 end
  from m left join h on h.matter_id = m.id left join c on c.matter_id = m.id left join r on r.matter_id = m.id left join t on t.matter_id = m.id $$;

-- The promises of those matters and how each stood on the day.
create function promises_raised(of_kind text, since timestamptz, until timestamptz, today date)
  returns table (promise_id uuid, matter_id uuid, unit_id uuid, standing text)
  language sql stable security definer set search_path = public rows 1000 as $$
  select p.id, p.matter_id, p.unit_id,
    case when p.verdict is not null then p.verdict when p.state = 'reported' then 'reported' when p.due_on < today then 'overdue' else 'open' end
  from commitment p join matter m on m.body_id = p.body_id and m.id = p.matter_id
  where app_scope() = 'office' and m.body_id = app_body() and m.submitted_at is not null and m.submitted_at >= since and m.submitted_at <= until
    and (of_kind is null or m.kind = of_kind) $$;

-- Units' shares of the cases assigned in a period, for comparing them fairly: figures without a case's id, title or people. `hard` counts what makes a case harder for its unit: several units have to agree, it is a key item. That it
-- was taken up again is told as well but makes no case harder: it often follows from the unit's own first reply.
create function unit_shares(of_kind text, since timestamptz, until timestamptz, reply_clocks text[], at timestamptz)
  returns table (unit_id uuid, kind text, hard int, joint boolean, is_key boolean, again boolean, due boolean, late boolean, days double precision)
  language sql stable security definer set search_path = public rows 3000 as $$
  with h as materialized (
    select h.body_id, h.id, h.matter_id, h.unit_id, h.role, h.round, h.assigned_at, h.replied_at, m.kind, m.is_key,
      exists (select from handling o where o.body_id = h.body_id and o.matter_id = h.matter_id and o.id <> h.id and o.state <> 'ended') as joint
    from handling h join matter m on m.body_id = h.body_id and m.id = h.matter_id
    where app_scope() = 'office' and h.body_id = app_body() and h.state <> 'ended' and h.role <> 'co'
      and h.assigned_at >= since and h.assigned_at <= until and (of_kind is null or m.kind = of_kind)),
  c as (
    select c.handling_id, bool_or(c.outcome = 'metLate' or c.ended_at is null and c.due_at < at) as late,
      bool_or(c.ended_at is not null or c.due_at < at) as due
    from matter_clock c join h on h.matter_id = c.matter_id and h.id = c.handling_id
    where c.body_id = app_body() and c.kind || '/' || c.clock = any(reply_clocks) and c.outcome is distinct from 'void' group by 1),
  r as (
    select r.handling_id, min(r.issued_at) as first from reply r join h on h.id = r.handling_id
    where r.body_id = app_body() and r.state = 'issued' group by 1)
  select h.unit_id, h.kind, h.joint::int + h.is_key::int, h.joint, h.is_key, h.round > 1,
    coalesce(c.due, false), coalesce(c.late, false),
    extract(epoch from coalesce(r.first, h.replied_at) - h.assigned_at) / 86400
  from h left join c on c.handling_id = h.id left join r on r.handling_id = h.id $$;

create policy matter_clock_guard on matter_clock for select to luzhitong_guard using (true);
create policy matter_contact_guard on matter_contact for select to luzhitong_guard using (true);
create policy reply_guard on reply for select to luzhitong_guard using (true);
grant select on matter_clock, matter_contact, reply to luzhitong_guard;
grant create on schema public to luzhitong_guard;
alter function matters_raised(text, timestamptz, timestamptz, text[], timestamptz) owner to luzhitong_guard;
alter function promises_raised(text, timestamptz, timestamptz, date) owner to luzhitong_guard;
alter function unit_shares(text, timestamptz, timestamptz, text[], timestamptz) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
