-- module: meeting
-- Notices of a meeting: to all, to groups, to some; urgent ones are confirmed; a withdrawn one vanishes from phones.
create table meeting_notice (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  title text not null,
  words text not null,
  urgent boolean not null default false,
  categories text[] not null default '{}',
  group_ids uuid[] not null default '{}',
  attendee_ids uuid[] not null default '{}',
  state text not null check (state in ('sent', 'withdrawn')),
  sent_at timestamptz not null,
  sent_by text not null,
  -- When those who had not answered yet were last told again.
  reminded_at timestamptz,
  withdrawn_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
create index meeting_notice_recent on meeting_notice (body_id, meeting_id, id desc);
-- One row for each person whom a notice is for, made when it is sent.
create table meeting_notice_receipt (
  body_id uuid not null,
  notice_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  read_at timestamptz,
  confirmed_at timestamptz,
  primary key (body_id, notice_id, attendee_id),
  foreign key (body_id, notice_id) references meeting_notice (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index meeting_notice_receipt_of on meeting_notice_receipt (body_id, attendee_id);

-- A wish to speak: in plenary (oral or written, with a text that is selected) or at a delegation sitting; and its turn on the day.
create table speech (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  sitting_id uuid,
  attendee_id uuid not null,
  group_id uuid,
  form text not null check (form in ('oral', 'written', 'floor')),
  -- In whose name: himself, several, a sector, a party, an organisation.
  in_name_of text not null default 'self' check (in_name_of in ('self', 'joint', 'sector', 'party', 'organisation', 'committee')),
  -- The party, organisation or committee; the names of those who speak jointly.
  party text not null default '',
  title text not null,
  text text not null default '',
  -- draft: sent back to its author.
  state text not null check (state in ('draft', 'registered', 'shortlisted', 'selected', 'written', 'declined', 'withdrawn', 'queued', 'speaking', 'spoken', 'skipped')),
  -- Signature of the convenor (sector) or the seal that the secretariat has received (party, organisation, committee).
  signed_by text,
  signed_at timestamptz,
  -- How many of the three screening steps it has passed, and what each said: [{step, outcome, words, byName, at}].
  screened int not null default 0 check (screened between 0 and 3),
  screenings jsonb not null default '[]',
  position int not null default 0,
  -- On the floor: an ordinary turn, a remark put in, or a point of order; the last two come first.
  intervention text not null default 'turn' check (intervention in ('turn', 'interposed', 'pointOfOrder')),
  -- First or second time in this sitting; the limit in seconds as the rules stood.
  turn int not null default 1,
  limit_seconds int,
  began_at timestamptz,
  -- Since when he speaks without a pause; null while he does not. `seconds` is what he had spoken before.
  running_since timestamptz,
  ended_at timestamptz,
  seconds int,
  words text not null default '',
  registered_at timestamptz,
  changed_at timestamptz not null,
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade,
  check (running_since is null or state = 'speaking')
);
create index speech_order on speech (body_id, meeting_id, sitting_id, state, position, id);
create index speech_of on speech (body_id, attendee_id);
-- One person has the floor.
create unique index speech_on_the_floor on speech (body_id, sitting_id) where running_since is not null;
-- Whether a sitting takes requests to speak, and for how long one may speak there the first time and later.
create table sitting_floor (
  body_id uuid not null,
  sitting_id uuid not null,
  meeting_id uuid not null,
  open boolean not null default false,
  first_seconds int not null,
  later_seconds int not null,
  changed_at timestamptz not null,
  primary key (body_id, sitting_id),
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete cascade
);
-- Minutes of a delegation's debate (简报): written, approved, issued with a number of the meeting.
create table session_brief (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  group_id uuid,
  sitting_id uuid,
  number int,
  title text not null,
  text text not null,
  state text not null check (state in ('draft', 'submitted', 'sentBack', 'approved', 'issued')),
  written_by text not null,
  writer_id uuid,
  approved_by text,
  words text not null default '',
  issued_at timestamptz,
  changed_at timestamptz not null,
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
create unique index session_brief_number on session_brief (body_id, meeting_id, number) where number is not null;
call wall_meeting_table('meeting_notice', 'office', true);
create policy meeting_notice_read on meeting_notice for select to luzhitong_app using (
  state = 'sent' and exists (
    select from meeting_notice_receipt r where r.body_id = meeting_notice.body_id and r.notice_id = meeting_notice.id
      and r.attendee_id = any ((select my_attendances())::uuid[])));
call wall_meeting_table('meeting_notice_receipt', 'self', false);
create policy meeting_notice_receipt_change on meeting_notice_receipt for update to luzhitong_app
  using (attendee_id = any ((select my_attendances())::uuid[])) with check (attendee_id = any ((select my_attendances())::uuid[]));
call wall_meeting_table('speech', 'self', false);
-- Who speaks in the hall is no secret in it.
create policy speech_hall on speech for select to luzhitong_app using (
  state in ('selected', 'queued', 'speaking', 'spoken') and meeting_id = any ((select my_meetings())::uuid[]));
create policy speech_screen on speech for select to luzhitong_app using (
  state in ('selected', 'queued', 'speaking', 'spoken') and body_id = (select app_body()) and (select app_scope()) = 'screen');
create policy speech_ask on speech for insert to luzhitong_app with check (
  attendee_id = any ((select my_attendances())::uuid[]) and (state in ('draft', 'registered') or (form = 'floor' and state = 'queued')));
create policy speech_change on speech for update to luzhitong_app
  using (attendee_id = any ((select my_attendances())::uuid[]) and (state in ('draft', 'registered', 'withdrawn') or (form = 'floor' and state = 'queued')))
  with check (attendee_id = any ((select my_attendances())::uuid[]) and (state in ('draft', 'registered', 'withdrawn') or (form = 'floor' and state = 'queued')));
-- A convenor signs what is said in the name of his sector or delegation.
create policy speech_convenor on speech for select to luzhitong_app using (in_name_of = 'sector' and group_id = any ((select my_convened_groups())::uuid[]));
create policy speech_sign on speech for update to luzhitong_app
  using (in_name_of = 'sector' and state = 'registered' and group_id = any ((select my_convened_groups())::uuid[]))
  with check (in_name_of = 'sector' and state = 'registered' and group_id = any ((select my_convened_groups())::uuid[]));
call wall_meeting_table('sitting_floor', 'attendees', true);
call wall_meeting_table('session_brief', 'office', false);
create policy session_brief_read on session_brief for select to luzhitong_app using (state = 'issued' and meeting_id = any ((select my_meetings())::uuid[]));
-- Convenors and liaisons write those of their group, and see what became of them.
create policy session_brief_group on session_brief for select to luzhitong_app using (group_id = any ((select my_convened_groups())::uuid[]));
create policy session_brief_write on session_brief to luzhitong_app using (group_id = any ((select my_convened_groups())::uuid[]) and state in ('draft', 'submitted', 'sentBack'))
  with check (group_id = any ((select my_convened_groups())::uuid[]) and state in ('draft', 'submitted', 'sentBack'));

-- What a paired screen shows for a meeting: driven from the desk, read by the screen at any time, so that a reload loses nothing.
create table hall_scene (
  body_id uuid not null,
  screen_id uuid not null,
  meeting_id uuid not null,
  scene text not null check (scene in ('welcome', 'seats', 'presence', 'agenda', 'speech', 'notice', 'code', 'blank')),
  sitting_id uuid,
  content jsonb not null default '{}',
  changed_at timestamptz not null,
  changed_by text not null,
  revision int not null default 1,
  primary key (body_id, screen_id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
call wall_meeting_table('hall_scene', 'office', true);
