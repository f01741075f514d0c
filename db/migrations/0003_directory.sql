-- module: directory
-- Who there is: regions, organisations, people, and the seats (mandates and posts) in which people act.
-- A body is an organisation of the kind congress or cppcc. What belongs to a body leads with body_id; organisations, people, posts and
-- grids are reference tables (src/platform/server/reference-tables.ts), because handling units and people serve several bodies.

-- GB/T 2260 codes down to the county; nine digits for townships.
create table region (
  code text primary key check (code ~ '^\d{6}(\d{3})?$'),
  name text not null,
  level text not null check (level in ('province', 'city', 'county', 'township')),
  parent_code text references region (code)
);
create index region_parent on region (parent_code);
alter table region enable row level security;
alter table region force row level security;
create policy region_read on region for select to luzhitong_app using (true);
create policy region_worker on region to luzhitong_worker using (true) with check (true);
create policy region_guard on region for select to luzhitong_guard using (true);
grant select on region to luzhitong_app, luzhitong_guard;
grant select, insert, update, delete on region to luzhitong_worker;

-- The digits that every region inside `code` begins with.
create function region_prefix(code text) returns text language sql immutable parallel safe
  return case when length(code) = 9 then code else regexp_replace(code, '(00){1,2}$', '') end;

create table organisation (
  id uuid primary key,
  kind text not null check (kind in ('congress', 'cppcc', 'handlingUnit', 'grassrootsUnit')),
  name text not null,
  short_name text not null,
  -- Pinyin initials of name and short name, for searching by them.
  initials text not null,
  level text not null check (level in ('province', 'city', 'county', 'township')),
  region_code text not null references region (code),
  parent_id uuid references organisation (id),
  duties text not null default '',
  keywords text[] not null default '{}',
  divisions text[] not null default '{}',
  postal_address text not null default '',
  status text not null default 'active' check (status in ('active', 'closed')),
  version int not null default 1,
  unique (region_code, name)
);
create index organisation_kind on organisation (kind, region_code);
create index organisation_parent on organisation (parent_id);
create index organisation_list on organisation (level, name, id);
alter table organisation enable row level security;
alter table organisation force row level security;
grant select, insert, update, delete on organisation to luzhitong_worker;
grant select on organisation to luzhitong_app, luzhitong_guard;
grant insert on organisation to luzhitong_app;
grant update (name, short_name, initials, parent_id, duties, keywords, divisions, postal_address, status, version) on organisation to luzhitong_app;

create table person (
  id uuid primary key,
  name text not null,
  -- Full pinyin with spaces, and initials: 王小明 is `wang xiao ming` and `wxm`.
  pinyin text not null,
  initials text not null,
  gender text not null check (gender in ('male', 'female')),
  -- Holds or held a mandate: name and mandate are public by law (代表法 §58); of everybody else the public sees nothing.
  public_figure boolean not null default false,
  -- The organisation that added the person: it looks after them until they have a seat.
  added_by uuid,
  version int not null default 1
);
create index person_pinyin on person (pinyin text_pattern_ops, id);
alter table person enable row level security;
alter table person force row level security;
grant select, insert, update, delete on person to luzhitong_worker;
grant select on person to luzhitong_app, luzhitong_guard;
grant insert on person to luzhitong_app;
grant update (name, pinyin, initials, gender, version) on person to luzhitong_app;

-- What only those with a need may see of a person.
create table person_private (
  person_id uuid primary key references person (id),
  contact_phone_sealed bytea,
  -- Where letters go; sealed like the phone.
  postal_address_sealed bytea,
  birth_year int check (birth_year between 1900 and 2100)
);
alter table person_private enable row level security;
alter table person_private force row level security;
grant select, insert, update, delete on person_private to luzhitong_worker;
grant select, insert, update on person_private to luzhitong_app;

-- A term (届) of a body.
create table term (
  body_id uuid not null references organisation (id),
  id uuid not null,
  number int not null check (number > 0),
  from_day date not null,
  to_day date check (to_day >= from_day),
  primary key (body_id, id),
  unique (body_id, number)
);
alter table term enable row level security;
alter table term force row level security;

-- A session (次会议) of a term; a day between opening and closing is in session.
create table term_session (
  body_id uuid not null,
  id uuid not null,
  term_id uuid not null,
  number int not null check (number > 0),
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  primary key (body_id, id),
  unique (body_id, term_id, number),
  foreign key (body_id, term_id) references term (body_id, id)
);
create index term_session_day on term_session (body_id, opens_on);
alter table term_session enable row level security;
alter table term_session force row level security;

-- A delegation of deputies or a sector of CPPCC members.
create table member_group (
  body_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('delegation', 'sector')),
  name text not null,
  place int not null default 0,
  status text not null default 'active' check (status in ('active', 'closed')),
  primary key (body_id, id),
  unique (body_id, name)
);
alter table member_group enable row level security;
alter table member_group force row level security;

-- A person's mandate in a body for a term. It is a seat: one acts in it.
create table mandate (
  body_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  term_id uuid not null,
  group_id uuid not null,
  electoral_unit text not null default '',
  positions text[] not null default '{}',
  from_day date not null,
  to_day date check (to_day >= from_day),
  status text not null default 'active' check (status in ('active', 'ended')),
  end_reason text,
  version int not null default 1,
  primary key (body_id, id),
  unique (body_id, term_id, person_id),
  foreign key (body_id, term_id) references term (body_id, id),
  foreign key (body_id, group_id) references member_group (body_id, id)
);
create index mandate_person on mandate (person_id);
create index mandate_group on mandate (body_id, term_id, group_id);
alter table mandate enable row level security;
alter table mandate force row level security;

-- The number of a deputy's certificate, for the office and the holder.
create table mandate_certificate (
  body_id uuid not null,
  mandate_id uuid not null,
  number text not null,
  primary key (body_id, mandate_id),
  unique (body_id, number),
  foreign key (body_id, mandate_id) references mandate (body_id, id)
);
alter table mandate_certificate enable row level security;
alter table mandate_certificate force row level security;

-- A person's post in an organisation, with roles. It is a seat.
create table post (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  -- True where the organisation is a body: posts of units may be looked up by bodies, posts of bodies by themselves only.
  in_body boolean not null,
  roles text[] not null default '{}',
  division text not null default '',
  title text not null,
  from_day date not null,
  to_day date check (to_day >= from_day),
  status text not null default 'active' check (status in ('active', 'ended')),
  end_reason text,
  version int not null default 1,
  primary key (organisation_id, id)
);
create index post_person on post (person_id);
create unique index post_id on post (id);
alter table post enable row level security;
alter table post force row level security;

-- A grid (网格) of a grassroots unit.
create table grid (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  code text not null,
  name text not null,
  ring jsonb not null,
  area polygon not null,
  primary key (organisation_id, id),
  unique (organisation_id, code)
);
create index grid_area on grid using gist (area);
create unique index grid_id on grid (id);
alter table grid enable row level security;
alter table grid force row level security;

-- Which grid workers look after a grid.
create table grid_duty (
  organisation_id uuid not null,
  grid_id uuid not null,
  post_id uuid not null,
  primary key (organisation_id, grid_id, post_id),
  foreign key (organisation_id, grid_id) references grid (organisation_id, id),
  foreign key (organisation_id, post_id) references post (organisation_id, id)
);
create index grid_duty_post on grid_duty (organisation_id, post_id);
alter table grid_duty enable row level security;
alter table grid_duty force row level security;

grant select, insert, update, delete on term, term_session, member_group, mandate, mandate_certificate, post, grid, grid_duty to luzhitong_worker;
grant select on term, term_session, member_group, mandate, mandate_certificate, post, grid, grid_duty to luzhitong_app;
grant insert on term, term_session, member_group, mandate, mandate_certificate, post, grid, grid_duty to luzhitong_app;
grant update (number, from_day, to_day) on term to luzhitong_app;
grant update (number, opens_on, closes_on) on term_session to luzhitong_app;
grant update (name, place, status) on member_group to luzhitong_app;
grant update (group_id, electoral_unit, positions, to_day, status, end_reason, version) on mandate to luzhitong_app;
grant update (number), delete on mandate_certificate to luzhitong_app;
grant update (roles, division, title, to_day, status, end_reason, version) on post to luzhitong_app;
grant update (code, name, ring, area) on grid to luzhitong_app;
grant delete on grid_duty to luzhitong_app;

-- Looking over the wall, for policies only.
create policy organisation_guard on organisation for select to luzhitong_guard using (true);
create policy person_guard on person for select to luzhitong_guard using (true);
create policy mandate_guard on mandate for select to luzhitong_guard using (true);
create policy post_guard on post for select to luzhitong_guard using (true);
create policy grid_duty_guard on grid_duty for select to luzhitong_guard using (true);
grant select on mandate, post to luzhitong_guard;

-- Does the transaction's organisation look after `target`? A body looks after itself and the units in its region; a unit after itself.
create function looks_after(target uuid) returns boolean
  language sql stable parallel safe security definer set search_path = public, pg_temp
  begin atomic
    select case app_scope()
      when 'unit' then target = app_unit()
      when 'office' then target = app_body() or exists (
        select from organisation unit, organisation body
        where unit.id = target and unit.kind in ('handlingUnit', 'grassrootsUnit') and body.id = app_body()
          and starts_with(unit.region_code, region_prefix(body.region_code)))
      else false end;
  end;
alter function looks_after(uuid) owner to luzhitong_guard;

-- Does the person have a seat, now or once, in the transaction's organisation or in one that it looks after?
create function works_with_us(person uuid) returns boolean
  language sql stable parallel safe security definer set search_path = public, pg_temp
  begin atomic
    select app_scope() in ('office', 'unit') and (
      exists (select from mandate m where m.person_id = person and m.body_id = app_body())
      or exists (select from post p where p.person_id = person and looks_after(p.organisation_id)));
  end;
alter function works_with_us(uuid) owner to luzhitong_guard;

-- May the transaction's organisation decide over the person's data and account? Only where nobody else's seat hangs on them: every seat that
-- is in force lies in it, in a unit it looks after, or in a body of a lower level inside its region. So a township cannot reset the password
-- of somebody who also sits in the city. A person without any seat belongs to the organisation that added them.
create function decides_over(person uuid) returns boolean
  language sql stable parallel safe security definer set search_path = public, pg_temp
  begin atomic
    select app_scope() in ('office', 'unit')
      and not exists (
        select from (
          select m.body_id as organisation_id from mandate m where m.person_id = person and m.status = 'active'
          union all
          select p.organisation_id from post p where p.person_id = person and p.status = 'active'
        ) held
        where not looks_after(held.organisation_id) and not exists (
          select from organisation lower, organisation body
          where app_scope() = 'office' and lower.id = held.organisation_id and body.id = app_body() and lower.region_code <> body.region_code
            and starts_with(lower.region_code, region_prefix(body.region_code))))
      and (works_with_us(person) or exists (
        select from person p where p.id = person and p.added_by = coalesce(app_body(), app_unit())
          and not exists (select from mandate m where m.person_id = p.id) and not exists (select from post o where o.person_id = p.id)));
  end;
alter function decides_over(uuid) owner to luzhitong_guard;
revoke all on function looks_after(uuid), works_with_us(uuid), decides_over(uuid) from public;
grant execute on function looks_after(uuid), works_with_us(uuid), decides_over(uuid) to luzhitong_app, luzhitong_worker, luzhitong_guard;

create policy organisation_read on organisation for select to luzhitong_app using (true);
create policy organisation_add on organisation for insert to luzhitong_app with check (
  kind in ('handlingUnit', 'grassrootsUnit') and (select app_scope()) = 'office'
  and starts_with(region_code, (select region_prefix(body.region_code) from organisation body where body.id = app_body())));
create policy organisation_change on organisation for update to luzhitong_app using (looks_after(id)) with check (looks_after(id));
create policy organisation_worker on organisation to luzhitong_worker using (true) with check (true);

create policy person_read on person for select to luzhitong_app
  using ((select app_scope()) <> 'public' or public_figure or id = (select app_person()));
create policy person_add on person for insert to luzhitong_app
  with check ((select app_scope()) in ('office', 'unit') and added_by = coalesce((select app_body()), (select app_unit())));
create policy person_change on person for update to luzhitong_app using (decides_over(id)) with check (decides_over(id));
create policy person_worker on person to luzhitong_worker using (true) with check (true);

create policy person_private_read on person_private for select to luzhitong_app
  using (person_id = (select app_person()) or works_with_us(person_id) or decides_over(person_id));
create policy person_private_add on person_private for insert to luzhitong_app with check (decides_over(person_id));
create policy person_private_change on person_private for update to luzhitong_app using (decides_over(person_id)) with check (decides_over(person_id));
create policy person_private_worker on person_private to luzhitong_worker using (true) with check (true);

create policy term_read on term for select to luzhitong_app using (body_id = (select app_body()));
create policy term_add on term for insert to luzhitong_app with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy term_change on term for update to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office') with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy term_worker on term to luzhitong_worker using (true) with check (true);

create policy term_session_read on term_session for select to luzhitong_app using (body_id = (select app_body()));
create policy term_session_add on term_session for insert to luzhitong_app with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy term_session_change on term_session for update to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office') with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy term_session_worker on term_session to luzhitong_worker using (true) with check (true);

-- Delegation, electoral unit and positions of a deputy are public by law: units that answer a deputy see them, too.
create policy member_group_read on member_group for select to luzhitong_app using (body_id = (select app_body()) or (select app_scope()) = 'unit');
create policy member_group_add on member_group for insert to luzhitong_app with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy member_group_change on member_group for update to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office') with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy member_group_worker on member_group to luzhitong_worker using (true) with check (true);

create policy mandate_read on mandate for select to luzhitong_app
  using (body_id = (select app_body()) or person_id = (select app_person()) or (select app_scope()) = 'unit');
create policy mandate_add on mandate for insert to luzhitong_app with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy mandate_change on mandate for update to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office') with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy mandate_worker on mandate to luzhitong_worker using (true) with check (true);

create policy mandate_certificate_read on mandate_certificate for select to luzhitong_app
  using (body_id = (select app_body()) and ((select app_scope()) = 'office'
    or exists (select from mandate m where m.body_id = mandate_certificate.body_id and m.id = mandate_id and m.person_id = (select app_person()))));
create policy mandate_certificate_write on mandate_certificate to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office') with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy mandate_certificate_worker on mandate_certificate to luzhitong_worker using (true) with check (true);

create policy post_read on post for select to luzhitong_app
  using (organisation_id in ((select app_body()), (select app_unit())) or person_id = (select app_person()) or (select app_scope()) = 'office' and not in_body);
create policy post_add on post for insert to luzhitong_app with check (looks_after(organisation_id) and in_body = (organisation_id is not distinct from (select app_body())));
create policy post_change on post for update to luzhitong_app using (looks_after(organisation_id)) with check (looks_after(organisation_id));
create policy post_worker on post to luzhitong_worker using (true) with check (true);

create policy grid_read on grid for select to luzhitong_app using ((select app_scope()) <> 'public');
create policy grid_add on grid for insert to luzhitong_app with check (looks_after(organisation_id));
create policy grid_change on grid for update to luzhitong_app using (looks_after(organisation_id)) with check (looks_after(organisation_id));
create policy grid_worker on grid to luzhitong_worker using (true) with check (true);

create policy grid_duty_read on grid_duty for select to luzhitong_app using ((select app_scope()) <> 'public');
create policy grid_duty_add on grid_duty for insert to luzhitong_app with check (looks_after(organisation_id));
create policy grid_duty_remove on grid_duty for delete to luzhitong_app using (looks_after(organisation_id));
create policy grid_duty_worker on grid_duty to luzhitong_worker using (true) with check (true);

-- Administrators reach the accounts of those over whom their organisation decides (identity's tables; identity cannot know seats).
-- They may open, disable and unlock them, give a temporary password and end sessions; they can neither read a password nor set a lasting one.
create policy account_administer on account for select to luzhitong_app using ((select app_scope()) in ('office', 'unit') and decides_over(person_id));
create policy account_administer_change on account for update to luzhitong_app
  using ((select app_scope()) in ('office', 'unit') and decides_over(person_id)) with check (decides_over(person_id));
create policy account_open on account for insert to luzhitong_app with check ((select app_scope()) in ('office', 'unit') and decides_over(person_id));
create policy account_password_reset on account_password for insert to luzhitong_app
  with check (temporary and exists (select from account a where a.id = account_id and decides_over(a.person_id)));
create policy account_session_administer on account_session for select to luzhitong_app
  using ((select app_scope()) in ('office', 'unit') and exists (select from account a where a.id = account_id and decides_over(a.person_id)));
create policy account_session_administer_change on account_session for update to luzhitong_app
  using ((select app_scope()) in ('office', 'unit') and exists (select from account a where a.id = account_id and decides_over(a.person_id)))
  with check (true);
create policy passkey_administer on passkey for select to luzhitong_app
  using ((select app_scope()) in ('office', 'unit') and exists (select from account a where a.id = account_id and decides_over(a.person_id)));

-- Who acts with a token, in one statement: session, account, person and every seat in force on `today`. Each request asks it.
create function actor_of_session(token bytea, at timestamptz)
  returns table (session_id uuid, account_id uuid, person_id uuid, name text, last_seen_at timestamptz, seats jsonb)
  language plpgsql stable rows 1 security definer set search_path = public, pg_temp as $$
declare
  today date := (at at time zone 'Asia/Shanghai')::date;
begin
  return query
    select s.session_id, s.account_id, s.person_id, p.name, s.last_seen_at, case when s.restricted then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', held.id, 'organisationId', held.organisation_id, 'kind', held.kind, 'mandate', held.mandate,
        'roles', held.roles) order by held.mandate desc, held.rank, held.from_day, held.id), '[]')
      from (
        select m.id, o.id as organisation_id, o.kind, true as mandate, m.from_day, array_position(array['province', 'city', 'county', 'township'], o.level) as rank,
          array[case o.kind when 'cppcc' then 'member' else 'deputy' end] as roles
        from mandate m join organisation o on o.id = m.body_id
        where m.person_id = s.person_id and m.status = 'active' and o.status = 'active' and m.from_day <= today and (m.to_day is null or m.to_day >= today)
        union all
        select q.id, o.id, o.kind, false, q.from_day, array_position(array['province', 'city', 'county', 'township'], o.level), q.roles
        from post q join organisation o on o.id = q.organisation_id
        where q.person_id = s.person_id and q.status = 'active' and o.status = 'active' and q.from_day <= today and (q.to_day is null or q.to_day >= today)
      ) held) end
    from live_session(token, at) s join person p on p.id = s.person_id;
end $$;
alter function actor_of_session(bytea, timestamptz) owner to luzhitong_guard;
revoke all on function actor_of_session(bytea, timestamptz) from public;
grant execute on function actor_of_session(bytea, timestamptz) to luzhitong_worker;

-- Whoever gets a mandate is a public figure from then on, also where the body that gives it may not change the person otherwise.
create policy person_guard_mark on person for update to luzhitong_guard using (true) with check (true);
grant update (public_figure) on person to luzhitong_guard;
create function mark_public_figure() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update person set public_figure = true where id = new.person_id and not public_figure;
  return null;
end $$;
alter function mark_public_figure() owner to luzhitong_guard;
create trigger mandate_given after insert on mandate for each row execute function mark_public_figure();

-- Seats that change must be looked up anew by every process (see 0002_identity.sql).
create function tell_seat_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('actor_changed', new.person_id::text);
  return null;
end $$;
create trigger mandate_changed after update on mandate for each row execute function tell_seat_changed();
create trigger post_changed after update on post for each row execute function tell_seat_changed();
