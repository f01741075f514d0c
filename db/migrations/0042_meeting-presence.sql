-- module: meeting
-- A place where codes are scanned: the door of a sitting, registration, a meal, a coach, a zone (FIELD §2).
create table check_list (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('sitting', 'registration', 'pack', 'meal', 'coach', 'door')),
  sitting_id uuid,
  -- The ride that is boarded, of the coach that people have places on.
  coach_id uuid,
  trip_id uuid,
  title text not null,
  opens_at timestamptz,
  closes_at timestamptz,
  -- Whose code is right here: these categories, of these groups only where some are named.
  due_categories text[] not null default '{member}',
  due_groups uuid[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_at timestamptz,
  -- Grows with every change of the list or its people, so that a device knows that its copy is old.
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete cascade
);
-- A sitting has one list; so has a ride.
create unique index check_list_sitting on check_list (body_id, sitting_id) where sitting_id is not null;
create unique index check_list_trip on check_list (body_id, trip_id) where trip_id is not null;
create index check_list_of on check_list (body_id, meeting_id, id);

-- A phone or tablet that scans for one meeting, enrolled by a code.
create table scanner (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  name text not null,
  -- What the desk shows until a device has typed or read it; then the device's own token takes its place.
  code_hash bytea,
  code_until timestamptz,
  token_hash bytea,
  device text not null default '',
  -- The lists that it may scan for; none named: all of the meeting.
  check_list_ids uuid[] not null default '{}',
  made_by text not null,
  made_at timestamptz not null,
  enrolled_at timestamptz,
  last_seen_at timestamptz,
  -- Clock of the device minus clock of the server, as last measured, with how sure it is (half of the round trip).
  offset_ms int,
  offset_within_ms int,
  -- What it last said of itself: scans that it still keeps, and since when it has been without the server.
  queued int not null default 0,
  queued_since timestamptz,
  ended_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
create index scanner_token on scanner (token_hash);
create index scanner_code on scanner (code_hash) where code_hash is not null;
create index scanner_of on scanner (body_id, meeting_id);

-- Every attempt, refused ones too. The nonce makes a repetition the same row.
create table scan (
  body_id uuid not null,
  check_list_id uuid not null,
  nonce uuid not null,
  meeting_id uuid not null,
  scanner_id uuid,
  attendee_id uuid,
  means text not null check (means in ('personal', 'badge', 'hall', 'staff', 'list')),
  -- What the code said, without its signature; kept for unknown codes too.
  code text not null default '',
  status text not null check (status in ('accepted', 'redeemed', 'unknown', 'product', 'expired', 'closed', 'forced')),
  -- force_sent: the device had shown green already; forced: that overruled a refusal.
  force_sent boolean not null default false,
  forced boolean not null default false,
  offline boolean not null default false,
  device_at timestamptz not null,
  offset_ms int,
  server_at timestamptz not null,
  by_name text not null default '',
  words text not null default '',
  primary key (body_id, check_list_id, nonce),
  foreign key (body_id, check_list_id) references check_list (body_id, id) on delete cascade
);
create index scan_recent on scan (body_id, meeting_id, server_at desc, nonce desc);
-- What one person tried at one list: how often somebody guesses at the hall's figures.
create index scan_of on scan (body_id, check_list_id, attendee_id);

-- Who is in: one row for each person and list, made by the first accepted scan.
create table presence (
  body_id uuid not null,
  check_list_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  nonce uuid not null,
  means text not null,
  -- The device's time, corrected by its offset.
  at timestamptz not null,
  taken_back_at timestamptz,
  primary key (body_id, check_list_id, attendee_id),
  foreign key (body_id, check_list_id) references check_list (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index presence_of on presence (body_id, attendee_id);

-- Two devices let one code in while at least one of them could not ask.
create table scan_conflict (
  body_id uuid not null,
  check_list_id uuid not null,
  first_nonce uuid not null,
  second_nonce uuid not null,
  meeting_id uuid not null,
  attendee_id uuid not null,
  found_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  words text not null default '',
  primary key (body_id, check_list_id, first_nonce, second_nonce),
  foreign key (body_id, check_list_id) references check_list (body_id, id) on delete cascade
);
call wall_meeting_table('check_list', 'attendees', true);
call wall_meeting_table('scanner', 'office', false);
call wall_meeting_table('scan', 'self', false);
call wall_meeting_table('presence', 'self', true);
call wall_meeting_table('scan_conflict', 'office', false);
-- A convenor sees who of his group is in.
create policy presence_convenor on presence for select to luzhitong_app using (
  attendee_id in (select a.id from attendee a where a.group_id = any ((select my_convened_groups())::uuid[])));

-- How many of those due at each sitting are in, on leave or missing, by group; people who only may be there (列席、工作人员…) apart from the
-- members, who alone count. Figures without names, so everybody of the meeting and its screens may have them, though nobody but the office
-- sees another's presence or leave. peopleOfSitting (src/modules/meeting/server/presence/counts.ts) reckons the same by name.
create policy sitting_guard on sitting for select to luzhitong_guard using (true);
create policy check_list_guard on check_list for select to luzhitong_guard using (true);
create policy presence_guard on presence for select to luzhitong_guard using (true);
create policy leave_request_counted on leave_request for select to luzhitong_guard using (true);
grant select on sitting, check_list, presence, leave_request to luzhitong_guard;
create function sitting_presence(of_body uuid, of_meeting uuid, of_sittings uuid[])
  returns table (sitting_id uuid, group_id uuid, counted boolean, due int, present int, on_leave int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, a.group_id, a.category = 'member', count(*)::int, count(p.attendee_id)::int,
    (count(*) filter (where p.attendee_id is null and leave.covers))::int
  from sitting s
  join attendee a on a.body_id = s.body_id and a.meeting_id = s.meeting_id and (a.left_at is null or a.left_at > s.starts_at) and a.category = any (s.due_categories)
    and (s.due_groups = '{}' or a.group_id = any (s.due_groups) or exists (
      select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any (s.due_groups)))
  left join check_list l on l.body_id = s.body_id and l.sitting_id = s.id
  left join presence p on p.body_id = l.body_id and p.check_list_id = l.id and p.attendee_id = a.id and p.taken_back_at is null
  left join lateral (
    select true as covers from leave_request r
    where r.body_id = a.body_id and r.attendee_id = a.id and r.state = 'granted' and r.from_at <= s.starts_at and r.until_at > s.starts_at
    limit 1) leave on p.attendee_id is null
  where s.body_id = of_body and s.meeting_id = of_meeting and s.id = any (of_sittings)
    and (app_scope() = 'system' or (app_scope() in ('office', 'screen') and s.body_id = app_body()) or s.meeting_id = any (my_meetings()))
  group by s.id, a.group_id, a.category = 'member' $$;
grant create on schema public to luzhitong_guard;
alter function sitting_presence(uuid, uuid, uuid[]) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
revoke all on function sitting_presence(uuid, uuid, uuid[]) from public;
grant execute on function sitting_presence(uuid, uuid, uuid[]) to luzhitong_app, luzhitong_worker;
