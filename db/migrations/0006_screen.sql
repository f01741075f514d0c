-- module: platform
-- Wall screens: a screen shows a code, an office pairs it, and from then on the screen acts with a token of its own and the scope `screen`.
-- The second half opens the two narrow windows through which screens and citizens look at matters.

-- A screen that waits to be paired. Reference table: nobody knows yet whose it will be. The token is known to the screen's browser alone.
create table screen_code (
  code text primary key,
  screen_id uuid not null,
  token_hash bytea not null,
  device text not null,
  address text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
create index screen_code_screen on screen_code (screen_id);
create index screen_code_age on screen_code (expires_at);
alter table screen_code enable row level security;
alter table screen_code force row level security;
create policy screen_code_worker on screen_code to luzhitong_worker using (true) with check (true);
create policy screen_code_guard on screen_code to luzhitong_guard using (true);
grant select, insert, update, delete on screen_code to luzhitong_worker;
grant select, delete on screen_code to luzhitong_guard;

-- A paired screen. Its id is also the seat that it acts in.
create table screen (
  body_id uuid not null,
  id uuid not null,
  name text not null,
  token_hash bytea not null,
  device text not null,
  address text not null,
  paired_by uuid not null,
  paired_by_name text not null,
  paired_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  primary key (body_id, id)
) with (fillfactor = 80);
create index screen_by_id on screen (id) where ended_at is null;
alter table screen enable row level security;
alter table screen force row level security;
create policy screen_worker on screen to luzhitong_worker using (true) with check (true);
create policy screen_own on screen to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office') with check (body_id = (select app_body()) and (select app_scope()) = 'office');
-- The application's role writes a token's hash once and never reads one.
grant select (body_id, id, name, device, address, paired_by, paired_by_name, paired_at, last_seen_at, ended_at) on screen to luzhitong_app;
grant insert on screen to luzhitong_app;
grant update (name, ended_at) on screen to luzhitong_app;
grant select, insert, update, delete on screen to luzhitong_worker;

-- Takes out the code that somebody in an office typed: whoever is first has the screen.
create function take_screen_code(typed text, at timestamptz)
  returns table (screen_id uuid, token_hash bytea, device text, address text)
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    delete from screen_code c
    where c.code = typed and c.expires_at > at and app_scope() = 'office' and app_body() is not null
    returning c.screen_id, c.token_hash, c.device, c.address;
  end;
grant create on schema public to luzhitong_guard;
alter function take_screen_code(text, timestamptz) owner to luzhitong_guard;
revoke all on function take_screen_code(text, timestamptz) from public;
grant execute on function take_screen_code(text, timestamptz) to luzhitong_app;

-- Every process hears that a screen was ended, as it hears of sessions, and ends its event stream.
create function tell_screen_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('actor_changed', new.id::text);
  return null;
end $$;
create trigger screen_changed after update on screen for each row
  when (old.ended_at is distinct from new.ended_at or old.name <> new.name) execute function tell_screen_changed();

-- A screen hangs where anybody may stand before it. Of people it learns no more than citizens do.
create policy person_not_for_screens on person as restrictive for select to luzhitong_app using ((select app_scope()) <> 'screen' or public_figure);

-- What the wall shows of single matters: the last things that happened, each in a line. A title whose author asked for secrecy stays away.
create function wall_latest(most int)
  returns table (changed_at timestamptz, due_at timestamptz, region_code text, kind text, title text, state text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select m.changed_at, m.due_at, m.region_code, m.kind, case when m.openness <> 'confidential' then m.title end, m.state
    from matter m
    where m.body_id = app_body() and m.submitted_at is not null and app_scope() in ('office', 'screen')
    order by m.changed_at desc, m.id desc limit most;
  end;
-- How many matters came in since a moment, and how many of them somebody has taken on.
create function wall_today(since timestamptz)
  returns table (raised int, taken int)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(*)::int, (count(*) filter (where m.stage not in ('screen', 'assign')))::int
    from matter m
    where m.body_id = app_body() and m.submitted_at >= since and app_scope() in ('office', 'screen');
  end;

-- What citizens see of a published matter beside the checked copy: its promises as they stand now, and the days of its course. Nothing of a
-- matter passes that is not published or was withdrawn.
drop function published_commitments(uuid, uuid);
create policy rating_guard on rating for select to luzhitong_guard using (true);
grant select on rating to luzhitong_guard;
create function published_promises(of_body uuid, of_matter uuid)
  returns table (unit_name text, words text, due_on date, first_due_on date, state text, verdict text, report text, reported_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select c.unit_name, c.words, c.due_on, c.first_due_on, c.state, c.verdict, c.reports -> -1 ->> 'words', c.reported_at
    from publication p join commitment c on c.body_id = p.body_id and c.matter_id = p.matter_id
    where p.body_id = of_body and p.matter_id = of_matter and p.withdrawn_at is null
    order by c.due_on, c.id;
  end;
create function published_course(of_body uuid, of_matter uuid)
  returns table (accepted_at timestamptz, assigned_at timestamptz, replied_at timestamptz, rated_at timestamptz, closed_at timestamptz, rating text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select m.accepted_at, m.assigned_at, m.replied_at, (select max(r.at) from rating r where r.body_id = m.body_id and r.matter_id = m.id), m.closed_at, m.rating
    from publication p join matter m on m.body_id = p.body_id and m.id = p.matter_id
    where p.body_id = of_body and p.matter_id = of_matter and p.withdrawn_at is null;
  end;
-- Kept promises out of all, for the matters of one page of a list.
create function published_promise_counts(of_bodies uuid[], of_matters uuid[])
  returns table (body_id uuid, matter_id uuid, total int, kept int)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.body_id, p.matter_id, count(*)::int, (count(*) filter (where c.verdict in ('kept', 'keptLate')))::int
    from unnest(of_bodies, of_matters) as asked (body_id, matter_id)
    join publication p on p.body_id = asked.body_id and p.matter_id = asked.matter_id and p.withdrawn_at is null
    join commitment c on c.body_id = p.body_id and c.matter_id = p.matter_id
    group by p.body_id, p.matter_id;
  end;
alter function wall_latest(int) owner to luzhitong_guard;
alter function wall_today(timestamptz) owner to luzhitong_guard;
alter function published_promises(uuid, uuid) owner to luzhitong_guard;
alter function published_course(uuid, uuid) owner to luzhitong_guard;
alter function published_promise_counts(uuid[], uuid[]) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
