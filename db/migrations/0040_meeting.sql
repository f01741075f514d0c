-- module: meeting
-- Meetings of a body (全会、常委会会议、视察、培训……) with their sittings, agenda, groups and people. src/modules/meeting/README.md says what each is.
create table meeting (
  body_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('plenarySession', 'standingCommittee', 'chairs', 'committee', 'inspection', 'study', 'training', 'reading', 'activity')),
  title text not null,
  -- The session of the term (次会议) that a plenary session is; directory's term_session.
  session_id uuid,
  place text not null default '',
  opens_on date not null,
  closes_on date not null,
  state text not null check (state in ('draft', 'announced', 'running', 'ended')),
  announced_at timestamptz,
  ended_at timestamptz,
  -- When papers that must be returned leave the devices; null: when the meeting ends.
  papers_until timestamptz,
  -- The parameters of the body's rules that the meeting lives by, taken when it was announced, with the version they came from.
  rules jsonb not null default '{}',
  rules_version uuid,
  cloned_from uuid,
  -- The secret of the calendar feed's addresses is kept per person (attendee_private); this one signs personal codes of the meeting.
  revision int not null default 1,
  made_by uuid,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (body_id, id),
  check (closes_on >= opens_on)
);
create index meeting_recent on meeting (body_id, opens_on desc, id desc);

-- A delegation, sector group, the presidium, a committee or the secretariat of one meeting.
create table meeting_group (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('delegation', 'sector', 'group', 'presidium', 'secretariat', 'committee')),
  name text not null,
  position int not null,
  -- The delegation or sector of the directory that it was made from.
  member_group_id uuid,
  place text not null default '',
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
create index meeting_group_order on meeting_group (body_id, meeting_id, position, id);

-- One entry of the meeting's programme (日程): a sitting, but also registration, meals and tours, so that a day is one list.
create table sitting (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('registration', 'preparatory', 'plenary', 'delegation', 'group', 'presidium', 'committee', 'activity', 'meal', 'other')),
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  -- Who is due (应到): these categories, of these groups only where some are named.
  due_categories text[] not null default '{member}',
  due_groups uuid[] not null default '{}',
  -- What share of the members due must be present before it may begin; counted over all of them, leave or not.
  quorum text not null default 'none' check (quorum in ('none', 'moreThanHalf', 'twoThirds')),
  state text not null default 'planned' check (state in ('planned', 'running', 'ended', 'cancelled')),
  check_in_from timestamptz,
  check_in_until timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  -- Presence as it stood when the sitting was closed: due, present, onLeave, absent, by group; corrected only with a trace (table attendance),
  -- and then with `first`, the figures that were settled at first.
  outcome jsonb,
  hidden boolean not null default false,
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  check (ends_at > starts_at)
);
create index sitting_order on sitting (body_id, meeting_id, starts_at, id);

create table agenda_item (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  sitting_id uuid,
  parent_id uuid,
  position int not null,
  title text not null,
  note text not null default '',
  presenter text not null default '',
  minutes int,
  hidden boolean not null default false,
  state text not null default 'pending' check (state in ('pending', 'now', 'done', 'skipped')),
  began_at timestamptz,
  ended_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete cascade,
  foreign key (body_id, parent_id) references agenda_item (body_id, id) on delete cascade
);
create index agenda_item_order on agenda_item (body_id, meeting_id, sitting_id, position, id);

-- What changed after the meeting was announced, in words: the list that phones show.
create table meeting_change (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  subject_kind text not null,
  subject_id uuid not null,
  words text not null,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
create index meeting_change_recent on meeting_change (body_id, meeting_id, id desc);

-- Somebody of a meeting. What others of the meeting may know of him stands here, all else in attendee_private.
create table attendee (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  -- Guests and press may have no account.
  person_id uuid,
  mandate_id uuid,
  name text not null,
  -- How the name is spelt, to find and to order people: 'zhang wei', 'zw'.
  pinyin text not null default '',
  initials text not null default '',
  gender text check (gender in ('male', 'female')),
  category text not null check (category in ('member', 'nonVoting', 'observer', 'staff', 'press', 'guest')),
  group_id uuid,
  title text not null default '',
  unit text not null default '',
  certificate_number text not null default '',
  -- Order within the group as the office set it; 0: by name.
  position int not null default 0,
  registered_at timestamptz,
  pack_at timestamptz,
  -- Left the meeting before its end (辞职、调离): no longer due.
  left_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, group_id) references meeting_group (body_id, id)
);
create index attendee_order on attendee (body_id, meeting_id, group_id, position, id);
create index attendee_person on attendee (person_id) where person_id is not null;
create unique index attendee_once on attendee (body_id, meeting_id, person_id) where person_id is not null;

create table attendee_private (
  body_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  phone text not null default '',
  -- What the paper badge shows as a code: random, worth nothing outside the meeting.
  badge_code text not null,
  -- Key of the personal code that changes every 30 s; never leaves for another's device.
  pass_key bytea not null,
  -- Secret of the person's calendar feed.
  feed_token text not null,
  diet text not null default '',
  needs text not null default '',
  note text not null default '',
  primary key (body_id, attendee_id),
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create unique index attendee_private_badge on attendee_private (body_id, meeting_id, badge_code);
create unique index attendee_private_feed on attendee_private (body_id, feed_token);

-- Offices in a group: convenor of a delegation, member of the presidium, liaison of a coach. Being seated in one's own group needs no row.
create table attendee_post (
  body_id uuid not null,
  group_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  post text not null check (post in ('convenor', 'deputyConvenor', 'sessionChair', 'liaison', 'member')),
  position int not null default 0,
  primary key (body_id, group_id, attendee_id),
  foreign key (body_id, group_id) references meeting_group (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index attendee_post_of on attendee_post (body_id, attendee_id);

-- What doors know of people is kept between scans (src/modules/meeting/server/presence/door-people.ts): who registers changes nothing of it.
create trigger fact_changed after insert or delete or truncate or update of person_id, category, group_id, left_at on attendee
  for each statement execute function note_fact_change();
create trigger fact_changed after insert or delete or truncate or update of badge_code, pass_key on attendee_private
  for each statement execute function note_fact_change();
create trigger fact_changed after insert or update or delete or truncate on attendee_post for each statement execute function note_fact_change();

-- Whose meetings, attendances and groups the transaction's person has. Each is asked once per statement (`(select my_meetings())`), and `= any`
-- of uuids is leakproof, so conditions still reach indexes.
create function my_meetings() returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(a.meeting_id), '{}') from attendee a join meeting m on m.body_id = a.body_id and m.id = a.meeting_id
  where a.person_id = app_person() and a.left_at is null and m.state <> 'draft' $$;
create function my_attendances() returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(a.id), '{}') from attendee a where a.person_id = app_person() and a.left_at is null $$;
-- The same of those meetings where he is one of these (src/modules/meeting/contract/standing.ts says what each may).
create function my_meetings_as(categories text[]) returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(a.meeting_id), '{}') from attendee a join meeting m on m.body_id = a.body_id and m.id = a.meeting_id
  where a.person_id = app_person() and a.left_at is null and m.state <> 'draft' and a.category = any (categories) $$;
create function my_attendances_as(categories text[]) returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(a.id), '{}') from attendee a where a.person_id = app_person() and a.left_at is null and a.category = any (categories) $$;
-- The groups that the person speaks for (团长、召集人、联络员): he sees who of them is missing and gives leave.
create function my_convened_groups() returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(p.group_id), '{}') from attendee_post p join attendee a on a.body_id = p.body_id and a.id = p.attendee_id
  where a.person_id = app_person() and a.left_at is null and p.post in ('convenor', 'deputyConvenor', 'liaison') $$;
-- The bodies that hold the meetings of the transaction's person: an id alone would not say whose row it is.
create function my_bodies() returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(distinct a.body_id), '{}') from attendee a where a.person_id = app_person() and a.left_at is null $$;
-- Whether another body has a meeting under that id: people go by a meeting's id alone, so two bodies never share one.
create function meeting_elsewhere(of_meeting uuid) returns boolean
  language sql stable security definer set search_path = public as $$
  select exists (select from meeting m where m.id = of_meeting and m.body_id is distinct from app_body()) $$;
create policy attendee_guard on attendee for select to luzhitong_guard using (true);
create policy attendee_post_guard on attendee_post for select to luzhitong_guard using (true);
create policy meeting_guard on meeting for select to luzhitong_guard using (true);
grant select on attendee, attendee_post, meeting to luzhitong_guard;
grant create on schema public to luzhitong_guard;
alter function my_meetings() owner to luzhitong_guard;
alter function my_attendances() owner to luzhitong_guard;
alter function my_meetings_as(text[]) owner to luzhitong_guard;
alter function my_attendances_as(text[]) owner to luzhitong_guard;
alter function my_convened_groups() owner to luzhitong_guard;
alter function my_bodies() owner to luzhitong_guard;
alter function meeting_elsewhere(uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;

-- The walls of a table of the meeting module. The office of the body reads and writes; `readers` says who else reads:
--   'attendees': whoever belongs to the (announced) meeting; 'self': the attendee himself; 'office': nobody else;
-- a paired screen of the body reads what attendees read, where `screens` is true.
create procedure wall_meeting_table(of_table text, readers text, screens boolean) language plpgsql as $$
declare mine text := case readers
  when 'attendees' then 'meeting_id = any ((select my_meetings())::uuid[])'
  when 'self' then 'attendee_id = any ((select my_attendances())::uuid[])'
  else 'false' end;
begin
  execute format('alter table %I enable row level security', of_table);
  execute format('alter table %I force row level security', of_table);
  execute format('create policy %I on %I to luzhitong_worker using (true) with check (true)', of_table || '_worker', of_table);
  execute format('create policy %I on %I to luzhitong_app using (body_id = (select app_body()) and (select app_scope()) = ''office'') with check (body_id = (select app_body()) and (select app_scope()) = ''office'')', of_table || '_office', of_table);
  execute format('create policy %I on %I as restrictive to luzhitong_app using (body_id = (select app_body()) or body_id = any ((select my_bodies())::uuid[])) with check (body_id = (select app_body()) or body_id = any ((select my_bodies())::uuid[]))', of_table || '_body', of_table);
  if readers <> 'office' then
    execute format('create policy %I on %I for select to luzhitong_app using (%s)', of_table || '_read', of_table, mine);
  end if;
  if screens then
    execute format('create policy %I on %I for select to luzhitong_app using (body_id = (select app_body()) and (select app_scope()) = ''screen'')', of_table || '_screen', of_table);
  end if;
  execute format('grant select, insert, update, delete on %I to luzhitong_app, luzhitong_worker', of_table);
end $$;
revoke all on procedure wall_meeting_table(text, text, boolean) from public;
call wall_meeting_table('meeting_group', 'attendees', true);
call wall_meeting_table('sitting', 'attendees', true);
call wall_meeting_table('agenda_item', 'attendees', true);
call wall_meeting_table('meeting_change', 'attendees', true);
call wall_meeting_table('attendee', 'attendees', true);
call wall_meeting_table('attendee_private', 'self', false);
call wall_meeting_table('attendee_post', 'attendees', true);
call wall_meeting_table('meeting', 'office', true);
create policy meeting_read on meeting for select to luzhitong_app using (id = any ((select my_meetings())::uuid[]));
