-- module: directory
-- Committees act in cases that are referred to them: a seat tells its division. Sessions may stop taking motions before they close.

-- When a session stops taking motions (议案截止时间, DOMAIN §1.3); null: until its closing day.
alter table term_session add column motions_until timestamptz;

create or replace function actor_of_session(token bytea, at timestamptz)
  returns table (session_id uuid, account_id uuid, person_id uuid, name text, last_seen_at timestamptz, seats jsonb)
  language plpgsql stable rows 1 security definer set search_path = public, pg_temp as $$
declare
  today date := (at at time zone 'Asia/Shanghai')::date;
begin
  return query
    select s.session_id, s.account_id, s.person_id, p.name, s.last_seen_at, case when s.restricted then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', held.id, 'organisationId', held.organisation_id, 'kind', held.kind, 'mandate', held.mandate,
        'roles', held.roles, 'division', held.division) order by held.mandate desc, held.rank, held.from_day, held.id), '[]')
      from (
        select m.id, o.id as organisation_id, o.kind, true as mandate, m.from_day, array_position(array['province', 'city', 'county', 'township'], o.level) as rank,
          array[case o.kind when 'cppcc' then 'member' else 'deputy' end] as roles, '' as division
        from mandate m join organisation o on o.id = m.body_id
        where m.person_id = s.person_id and m.status = 'active' and o.status = 'active' and m.from_day <= today and (m.to_day is null or m.to_day >= today)
        union all
        select q.id, o.id, o.kind, false, q.from_day, array_position(array['province', 'city', 'county', 'township'], o.level), q.roles, q.division
        from post q join organisation o on o.id = q.organisation_id
        where q.person_id = s.person_id and q.status = 'active' and o.status = 'active' and q.from_day <= today and (q.to_day is null or q.to_day >= today)
      ) held) end
    from live_session(token, at) s join person p on p.id = s.person_id;
end $$;
