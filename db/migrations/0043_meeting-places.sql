-- module: meeting
-- A hall's map: reusable, of the body, not of one meeting. `plan` is the shape of contract/places/seat-map.ts.
create table seat_map (
  body_id uuid not null,
  id uuid not null,
  name text not null,
  plan jsonb not null,
  seats int not null,
  revision int not null default 1,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (body_id, id)
);
-- Who sits where: a version of seating on a map, for some sittings of a meeting. A published version is never changed; a new draft is made from it.
create table seating (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  seat_map_id uuid not null,
  name text not null,
  number int not null,
  state text not null check (state in ('draft', 'published', 'superseded')),
  -- The map as it was when this was made, so that a later change of the map moves nobody.
  plan jsonb not null,
  rules jsonb not null default '{}',
  -- The sittings that it holds for; none named: all plenary ones.
  sitting_ids uuid[] not null default '{}',
  -- Moves since the draft was made, for undo: [{at, byName, words, seats: [{seat, was, now}]}].
  moves jsonb not null default '[]',
  -- How many of them hold: the rest were undone and can be done again.
  moves_done int not null default 0,
  published_at timestamptz,
  published_by text not null default '',
  changed_at timestamptz not null,
  changed_by text not null default '',
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, seat_map_id) references seat_map (body_id, id)
);
create table seat_assignment (
  body_id uuid not null,
  seating_id uuid not null,
  seat text not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  locked boolean not null default false,
  -- What the seat is called and which door leads to it, written when the seating is published, so that nobody has to read the map for it.
  label text not null default '',
  row_number int,
  seat_number int,
  block text not null default '',
  door text not null default '',
  primary key (body_id, seating_id, seat),
  foreign key (body_id, seating_id) references seating (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index seating_of on seating (body_id, meeting_id, state);
create index seat_assignment_of on seat_assignment (body_id, attendee_id);
create unique index seat_assignment_once on seat_assignment (body_id, seating_id, attendee_id);

create table coach (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  number text not null,
  plate text not null default '',
  driver text not null default '',
  driver_phone text not null default '',
  places int not null default 45,
  liaison_id uuid,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
-- One ride of a coach, with its stops: [{place, at}]; the last stop is where it arrives.
create table coach_trip (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  coach_id uuid not null,
  sitting_id uuid,
  title text not null,
  stops jsonb not null,
  departs_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'boarding', 'departed', 'arrived', 'cancelled')),
  departed_at timestamptz,
  arrived_at timestamptz,
  -- What the liaison says when it will be late.
  expected_at timestamptz,
  note text not null default '',
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, coach_id) references coach (body_id, id) on delete cascade
);
create index coach_trip_order on coach_trip (body_id, meeting_id, departs_at, id);
create table coach_seat (
  body_id uuid not null,
  coach_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  stop text not null default '',
  primary key (body_id, coach_id, attendee_id),
  foreign key (body_id, coach_id) references coach (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index coach_of on coach (body_id, meeting_id, number);
create index coach_seat_of on coach_seat (body_id, attendee_id);
-- Whose code is right for a ride (see the triggers of 0040_meeting.sql).
create trigger fact_changed after insert or update or delete or truncate on coach_seat for each statement execute function note_fact_change();
create table lodging (
  body_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  hotel text not null default '',
  room text not null default '',
  dining_table text not null default '',
  dining_hall text not null default '',
  primary key (body_id, attendee_id),
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
call wall_meeting_table('seat_map', 'office', true);
call wall_meeting_table('seating', 'office', true);
create policy seating_read on seating for select to luzhitong_app using (state = 'published' and meeting_id = any ((select my_meetings())::uuid[]));
-- Where others sit is no secret inside the meeting once it is published; before that nobody but the office knows.
call wall_meeting_table('seat_assignment', 'office', true);
create policy seat_assignment_read on seat_assignment for select to luzhitong_app using (
  meeting_id = any ((select my_meetings())::uuid[]) and exists (
    select from seating s where s.body_id = seat_assignment.body_id and s.id = seat_assignment.seating_id and s.state = 'published'));
call wall_meeting_table('coach', 'attendees', true);
call wall_meeting_table('coach_trip', 'attendees', true);
call wall_meeting_table('coach_seat', 'self', true);
call wall_meeting_table('lodging', 'self', false);

-- A coach's liaison (跟车联络员) has the list of his passengers with their telephones, and says when the coach leaves and arrives.
create function my_coaches() returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(c.id), '{}') from coach c join attendee a on a.body_id = c.body_id and a.id = c.liaison_id
  where a.person_id = app_person() and a.left_at is null $$;
create function coach_telephones(of_coach uuid) returns table (attendee_id uuid, phone text)
  language sql stable security definer set search_path = public as $$
  select s.attendee_id, p.phone from coach_seat s join attendee_private p on p.body_id = s.body_id and p.attendee_id = s.attendee_id
  where s.coach_id = of_coach and of_coach = any (my_coaches()) $$;
-- Who goes with the coach of somebody who rides in it.
create function my_liaisons() returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(c.liaison_id) filter (where c.liaison_id is not null), '{}') from attendee a
  join coach_seat s on s.body_id = a.body_id and s.attendee_id = a.id join coach c on c.body_id = s.body_id and c.id = s.coach_id
  where a.person_id = app_person() and a.left_at is null $$;
create policy coach_guard on coach for select to luzhitong_guard using (true);
create policy coach_seat_guard on coach_seat for select to luzhitong_guard using (true);
create policy attendee_private_coach on attendee_private for select to luzhitong_guard using (true);
grant select on coach, coach_seat to luzhitong_guard;
grant select (body_id, attendee_id, phone) on attendee_private to luzhitong_guard;
grant create on schema public to luzhitong_guard;
alter function my_coaches() owner to luzhitong_guard;
alter function my_liaisons() owner to luzhitong_guard;
alter function coach_telephones(uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
-- Who watches or reports knows the members, whose names are published, himself and whom he asks on the coach; everybody else of the meeting knows all its people.
-- What office and screens of the body may anyway is said first, so that they do not wait for what is asked of others.
alter policy attendee_read on attendee using (
  case when body_id = (select app_body()) and (select app_scope()) in ('office', 'screen') then true
    else meeting_id = any ((select my_meetings_as('{member,nonVoting,staff,guest}'))::uuid[])
      or (category = 'member' and meeting_id = any ((select my_meetings())::uuid[]))
      or id = any ((select my_attendances())::uuid[])
      or id = any ((select my_liaisons())::uuid[]) end);
create policy coach_seat_liaison on coach_seat for select to luzhitong_app using (coach_id = any ((select my_coaches())::uuid[]));
create policy coach_trip_liaison on coach_trip for update to luzhitong_app
  using (coach_id = any ((select my_coaches())::uuid[])) with check (coach_id = any ((select my_coaches())::uuid[]));
create policy presence_coach on presence for select to luzhitong_app using (
  check_list_id in (select l.id from check_list l where l.coach_id is not null and l.coach_id = any ((select my_coaches())::uuid[])));
-- The liaison takes back whom he or a scanner let on by mistake (server/presence/boarding.ts).
create policy presence_coach_change on presence for update to luzhitong_app
  using (check_list_id in (select l.id from check_list l where l.coach_id is not null and l.coach_id = any ((select my_coaches())::uuid[])))
  with check (check_list_id in (select l.id from check_list l where l.coach_id is not null and l.coach_id = any ((select my_coaches())::uuid[])));
