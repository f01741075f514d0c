-- module: meeting
-- A place where codes are scanned: the door of a sitting, registration, a meal, a coach, a zone (FIELD §2).
create table check_list (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('sitting', 'registration', 'pack', 'meal', 'coach', 'door')),
  sitting_id uuid,
  coach_id uuid,
  title text not null,
  opens_at timestamptz,
  closes_at timestamptz,
  -- Whose code is right here: these categories, of these groups only where some are named.
  due_categories text[] not null default '{member}',
  due_groups uuid[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'closed')),
  -- Grows with every change of the list or its people, so that a device knows that its copy is old.
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete cascade
);
create unique index check_list_sitting on check_list (body_id, sitting_id) where sitting_id is not null;
create index check_list_of on check_list (body_id, meeting_id, id);

-- A phone or tablet that scans for one meeting, enrolled by a code.
create table scanner (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  name text not null,
  token_hash bytea not null,
  check_list_ids uuid[] not null default '{}',
  enrolled_by text not null,
  enrolled_at timestamptz not null,
  last_seen_at timestamptz,
  -- Clock of the device minus clock of the server, as last measured, with how sure it is (half of the round trip).
  offset_ms int,
  offset_within_ms int,
  -- What it last said of itself: scans that it still keeps, and since when it has been without the server.
  queued int not null default 0,
  ended_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
create index scanner_token on scanner (token_hash);

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
create index scan_recent on scan (body_id, meeting_id, server_at desc);

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
