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
  published_at timestamptz,
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
  primary key (body_id, seating_id, seat),
  foreign key (body_id, seating_id) references seating (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
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
