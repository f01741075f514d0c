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
-- Members speak in plenary; on the floor also who attends without a vote (列席), but not who watches, reports or serves.
create policy speech_ask on speech for insert to luzhitong_app with check (
  (form <> 'floor' and state in ('draft', 'registered') and attendee_id = any ((select my_attendances_as('{member}'))::uuid[]))
  or (form = 'floor' and state = 'queued' and attendee_id = any ((select my_attendances_as('{member,nonVoting}'))::uuid[])));
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
-- Briefs are for the session's own use: for who works in it.
create policy session_brief_read on session_brief for select to luzhitong_app using (
  state = 'issued' and meeting_id = any ((select my_meetings_as('{member,nonVoting,staff}'))::uuid[]));
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

-- What is one's own of a day of a meeting, for the transaction's person and nobody else; null where he is none of the meeting's people. Thousands of
-- phones ask it in the same second, so it is one statement whose plan is kept, read past the walls by the guard: whose rows they are is said here, as the
-- policies of the tables say it. Together with meeting_day it is all that the day page is made of. What server/places, server/papers and own-words.ts tell of one attendee must be the same; a test holds them together.
create function my_day(of_meeting uuid) returns json
  language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  me attendee;
  convened uuid[];
begin
  select a.* into me from attendee a where a.person_id = app_person() and a.meeting_id = of_meeting and a.left_at is null;
  if me.id is null then return null; end if;
  if not exists (select from meeting m where m.body_id = me.body_id and m.id = of_meeting and m.state <> 'draft') then return null; end if;
  select coalesce(array_agg(p.group_id), '{}') into convened from attendee_post p
    where p.body_id = me.body_id and p.attendee_id = me.id and p.post in ('convenor', 'deputyConvenor', 'liaison');
  return (select json_build_object(
    'me', json_build_object('id', me.id, 'category', me.category, 'group_id', me.group_id, 'registered_at', me.registered_at,
      'group_name', (select g.name from meeting_group g where g.body_id = me.body_id and g.id = me.group_id),
      'posts', (select coalesce(json_agg(json_build_object('group_id', p.group_id, 'post', p.post)), '[]') from attendee_post p where p.body_id = me.body_id and p.attendee_id = me.id)),
    'presence', (select coalesce(json_agg(json_build_object('kind', c.kind, 'sitting_id', c.sitting_id, 'trip_id', c.trip_id, 'at', p.at)), '[]')
      from presence p join check_list c on c.body_id = p.body_id and c.id = p.check_list_id
      where p.body_id = me.body_id and p.attendee_id = me.id and p.taken_back_at is null),
    'settled', (select coalesce(json_agg(json_build_object('sitting_id', t.sitting_id, 'outcome', t.outcome)), '[]')
      from attendance t where t.body_id = me.body_id and t.attendee_id = me.id),
    'leaves', (select coalesce(json_agg(json_build_object('from_at', l.from_at, 'until_at', l.until_at)), '[]')
      from leave_request l where l.body_id = me.body_id and l.attendee_id = me.id and l.state = 'granted'),
    'leaves_to_decide', case when convened = '{}' then 0 else (select count(*)::int from leave_request l
      where l.body_id = me.body_id and l.meeting_id = me.meeting_id and l.state = 'asked' and l.group_id = any (convened) and l.attendee_id <> me.id
        and (select step ->> 'step' from jsonb_array_elements(l.steps) step where step ->> 'state' = 'waiting' limit 1) = 'convenor') end,
    'briefs_sent_back', case when convened = '{}' then 0 else (select count(*)::int from session_brief b
      where b.body_id = me.body_id and b.meeting_id = me.meeting_id and b.state = 'sentBack' and b.group_id = any (convened)) end,
    'seats', (select coalesce(json_agg(json_build_object('seatingId', s.id, 'sittingIds', s.sitting_ids, 'hall', s.name, 'name', a.label, 'row', coalesce(a.row_number, 0),
        'number', coalesce(a.seat_number, 0), 'block', a.block, 'door', nullif(a.door, '')) order by s.number desc), '[]')
      from seating s join seat_assignment a on a.body_id = s.body_id and a.seating_id = s.id and a.attendee_id = me.id
      where s.body_id = me.body_id and s.meeting_id = me.meeting_id and s.state = 'published'),
    'trips', (select coalesce(json_agg(json_build_object('tripId', t.id, 'coach', c.number, 'plate', c.plate, 'title', t.title, 'sittingId', t.sitting_id,
        'stop', coalesce(b.boards ->> 'place', ''), 'at', coalesce((b.boards ->> 'at')::timestamptz, t.departs_at), 'departsAt', t.departs_at, 'state', t.state,
        'expectedAt', t.expected_at, 'note', t.note, 'liaison', coalesce(l.name, ''), 'mine', c.liaison_id is not distinct from me.id) order by t.departs_at, t.id), '[]')
      from (select s.coach_id, s.stop from coach_seat s where s.body_id = me.body_id and s.attendee_id = me.id
        union all select o.id, '' from coach o where o.body_id = me.body_id and o.meeting_id = me.meeting_id and o.liaison_id = me.id
          and not exists (select from coach_seat x where x.body_id = o.body_id and x.coach_id = o.id and x.attendee_id = me.id)) mine
      join coach c on c.body_id = me.body_id and c.id = mine.coach_id
      join coach_trip t on t.body_id = c.body_id and t.meeting_id = me.meeting_id and t.coach_id = c.id and t.state <> 'cancelled'
      left join attendee l on l.body_id = c.body_id and l.id = c.liaison_id
      left join lateral (select coalesce((select one from jsonb_array_elements(t.stops) one where one ->> 'place' = mine.stop limit 1), t.stops -> 0) as boards) b on true),
    'lodging', (select json_build_object('hotel', l.hotel, 'room', l.room, 'hall', l.dining_hall, 'table', l.dining_table) from lodging l
      where l.body_id = me.body_id and l.attendee_id = me.id),
    'readings', (select coalesce(json_agg(json_build_object('paperId', r.paper_id, 'version', r.version, 'downloadedAt', r.downloaded_at, 'openedAt', r.opened_at,
        'lastReadAt', r.last_read_at, 'page', r.page, 'furthestPage', r.furthest_page, 'returnedAt', r.returned_at)), '[]')
      from paper_reading r where r.body_id = me.body_id and r.attendee_id = me.id and r.meeting_id = me.meeting_id),
    'notes', (select coalesce(json_agg(json_build_object('paperId', n.paper_id, 'count', n.count)), '[]') from (
      select o.paper_id, count(*)::int as count from paper_note o where o.body_id = me.body_id and o.attendee_id = me.id and not o.deleted group by 1) n),
    'notices', (select coalesce(json_agg(json_build_object('id', n.id, 'title', n.title, 'words', n.words, 'sentAt', n.sent_at, 'unread', r.read_at is null,
        'owed', n.urgent and r.confirmed_at is null) order by n.id), '[]')
      from meeting_notice_receipt r join meeting_notice n on n.body_id = r.body_id and n.id = r.notice_id
      where r.body_id = me.body_id and r.attendee_id = me.id and n.state = 'sent' and (r.read_at is null or (n.urgent and r.confirmed_at is null))),
    'speeches', (select coalesce(json_agg(json_build_object('id', s.id, 'title', s.title, 'state', s.state, 'sittingId', s.sitting_id, 'position', s.position) order by s.id), '[]')
      from speech s where s.body_id = me.body_id and s.attendee_id = me.id and s.state <> 'withdrawn'),
    'to_sign', case when convened = '{}' then 0 else (select count(*)::int from speech s where s.body_id = me.body_id and s.meeting_id = me.meeting_id
      and s.in_name_of = 'sector' and s.state = 'registered' and s.signed_at is null
      and s.group_id in (select p.group_id from attendee_post p where p.body_id = me.body_id and p.attendee_id = me.id and p.post in ('convenor', 'deputyConvenor'))) end));
end $$;

-- What is the same for everybody of a meeting on one of its days: programme, agenda, changes, issued papers with whom each is for. For anybody of the
-- meeting, who then sees of it what is his (src/modules/meeting/server/words/day-rules.ts and day-rows.ts); kept between readings until something of it
-- changes. Hidden entries and points are in no answer.
create function meeting_day(of_meeting uuid, day_from timestamptz, day_until timestamptz) returns json
  language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  m meeting;
begin
  select o.* into m from meeting o join attendee a on a.body_id = o.body_id and a.meeting_id = o.id
    where a.person_id = app_person() and a.meeting_id = of_meeting and a.left_at is null and o.state <> 'draft';
  if m.id is null then return null; end if;
  return (select json_build_object(
    'meeting', json_build_object('id', m.id, 'body_id', m.body_id, 'kind', m.kind, 'title', m.title, 'place', m.place, 'opens_on', m.opens_on, 'closes_on', m.closes_on,
      'state', m.state, 'papers_until', m.papers_until, 'ended_at', m.ended_at),
    'days', (select coalesce(json_agg(d order by d.day), '[]') from (
      select ((o.starts_at at time zone 'Asia/Shanghai')::date)::text as day, count(*)::int as entries
      from sitting o where o.body_id = m.body_id and o.meeting_id = m.id and not o.hidden and o.state <> 'cancelled' group by 1) d),
    'sittings', (select coalesce(json_agg(json_build_object('id', s.id, 'kind', s.kind, 'title', s.title, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'place', s.place,
        'state', s.state, 'due_categories', s.due_categories, 'due_groups', s.due_groups, 'check_in_from', s.check_in_from,
        'floor_open', (select f.open from sitting_floor f where f.body_id = s.body_id and f.sitting_id = s.id)) order by s.starts_at, s.id), '[]')
      from sitting s where s.body_id = m.body_id and s.meeting_id = m.id and s.starts_at >= day_from and s.starts_at < day_until
        and not s.hidden and s.state <> 'cancelled'),
    'agenda', (select coalesce(json_agg(json_build_object('id', i.id, 'sitting_id', i.sitting_id, 'parent_id', i.parent_id, 'title', i.title, 'presenter', i.presenter, 'state', i.state)
        order by i.position, i.id), '[]')
      from sitting s join agenda_item i on i.body_id = s.body_id and i.meeting_id = s.meeting_id and i.sitting_id = s.id
      where s.body_id = m.body_id and s.meeting_id = m.id and s.starts_at >= day_from and s.starts_at < day_until
        and not s.hidden and s.state <> 'cancelled' and not i.hidden),
    'changes', (select coalesce(json_agg(c order by c.id desc), '[]') from (
      select h.id, h.at, h.words from meeting_change h where h.body_id = m.body_id and h.meeting_id = m.id order by h.id desc limit 5) c),
    'papers', (select coalesce(json_agg(json_build_object('id', p.id, 'title', p.title, 'class', p.class, 'agendaItemId', p.agenda_item_id, 'sittingId', p.sitting_id,
        'position', p.position, 'version', p.version, 'pages', v.pages, 'bytes', v.bytes, 'changeWords', v.change_words, 'issuedAt', p.issued_at,
        'categories', p.categories, 'groupIds', p.group_ids) order by p.position, p.id), '[]')
      from paper p join paper_version v on v.body_id = p.body_id and v.paper_id = p.id and v.version = p.version
      where p.body_id = m.body_id and p.meeting_id = m.id and p.state = 'issued')));
end $$;
do $$
declare of_table text;
begin
  foreach of_table in array array['meeting', 'sitting', 'agenda_item', 'meeting_change', 'paper', 'paper_version'] loop
    execute format('create trigger fact_changed after insert or update or delete or truncate on %I for each statement execute function note_fact_change()', of_table);
  end loop;
end $$;
create trigger fact_changed after insert or delete or truncate or update of open on sitting_floor for each statement execute function note_fact_change();
create index paper_reading_of on paper_reading (body_id, attendee_id);
do $$
declare of_table text;
begin
  foreach of_table in array array['meeting_group', 'sitting_floor', 'agenda_item', 'session_brief', 'seating', 'seat_assignment', 'coach_trip', 'lodging', 'paper_version',
    'paper_reading', 'meeting_notice', 'meeting_notice_receipt', 'speech'] loop
    execute format('create policy %I on %I for select to luzhitong_guard using (true)', of_table || '_day', of_table);
    execute format('grant select on %I to luzhitong_guard', of_table);
  end loop;
end $$;
-- Of notes on papers a function of the guard counts the person's own; it reads nobody else's rows and of none what was written.
create policy paper_note_day on paper_note for select to luzhitong_guard using (attendee_id = any ((select my_attendances())::uuid[]));
grant select (body_id, attendee_id, paper_id, deleted) on paper_note to luzhitong_guard;
grant select (group_id, steps) on leave_request to luzhitong_guard;
create policy attendance_day on attendance for select to luzhitong_guard using (attendee_id = any ((select my_attendances())::uuid[]));
grant select (body_id, attendee_id, sitting_id, outcome) on attendance to luzhitong_guard;
grant create on schema public to luzhitong_guard;
alter function my_day(uuid) owner to luzhitong_guard;
alter function meeting_day(uuid, timestamptz, timestamptz) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
