-- module: meeting
-- Leave from a meeting (DOMAIN §6.1): asked by the attendee or recorded for him by staff, decided step by step.
create table leave_request (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  attendee_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  -- The sittings that it covers, as the programme stood when it was asked; what is added later inside its time is covered too.
  grounds text not null check (grounds in ('illness', 'duty', 'abroad', 'family', 'other')),
  words text not null,
  -- Whether the meeting had opened when it was asked: the path depends on it.
  moment text not null check (moment in ('before', 'during')),
  -- The steps in order: [{step, label, state: waiting|agreed|refused, byName, at, words}].
  steps jsonb not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  -- The group of the attendee when he asked: its convenor decides the first step.
  group_id uuid,
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade,
  check (until_at > from_at)
);
create index leave_request_of on leave_request (body_id, attendee_id, from_at);
create index leave_request_state on leave_request (body_id, meeting_id, state, asked_at);
call wall_meeting_table('leave_request', 'self', false);
create policy leave_request_convenor on leave_request for select to luzhitong_app using (group_id = any ((select my_convened_groups())::uuid[]));
create policy leave_request_ask on leave_request for insert to luzhitong_app with check (attendee_id = any ((select my_attendances())::uuid[]) and state = 'asked');
create policy leave_request_change on leave_request for update to luzhitong_app
  using (attendee_id = any ((select my_attendances())::uuid[]) or group_id = any ((select my_convened_groups())::uuid[]))
  with check (attendee_id = any ((select my_attendances())::uuid[]) or group_id = any ((select my_convened_groups())::uuid[]));

-- How many certificate packs (证件材料袋) were made for each category; how many were handed out is counted from the attendees.
create table pack_stock (
  body_id uuid not null,
  meeting_id uuid not null,
  category text not null check (category in ('member', 'nonVoting', 'observer', 'staff', 'press', 'guest')),
  made int not null check (made between 0 and 100000),
  primary key (body_id, meeting_id, category),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
call wall_meeting_table('pack_stock', 'office', false);

create policy attendee_private_guard on attendee_private for select to luzhitong_guard using (true);
create policy leave_request_guard on leave_request for select to luzhitong_guard using (true);
grant select (body_id, attendee_id, meeting_id, phone) on attendee_private to luzhitong_guard;
grant select (body_id, meeting_id, attendee_id, state, from_at, until_at) on leave_request to luzhitong_guard;

-- Who of a meeting is on leave when, without grounds: everybody of the meeting sees who is not there, and a hall screen counts them.
create function granted_leaves(of_meeting uuid) returns table (attendee_id uuid, from_at timestamptz, until_at timestamptz)
  language sql stable security definer set search_path = public as $$
  select l.attendee_id, l.from_at, l.until_at from meeting m join leave_request l on l.body_id = m.body_id and l.meeting_id = m.id
  where m.id = of_meeting and l.state = 'granted'
    and (l.body_id = app_body() and app_scope() in ('office', 'screen')
      or exists (select from attendee a where a.body_id = l.body_id and a.meeting_id = of_meeting and a.person_id = app_person() and a.left_at is null)) $$;

-- Phones that an attendee may call: those of the convenors and liaisons of his own groups, and of all people of the groups that he speaks for.
create function meeting_phones(of_meeting uuid) returns table (attendee_id uuid, phone text)
  language sql stable security definer set search_path = public as $$
  with me as (select a.body_id, a.id, a.group_id from attendee a where a.meeting_id = of_meeting and a.person_id = app_person() and a.left_at is null),
    of_mine as (select body_id, group_id from me where group_id is not null
      union select p.body_id, p.group_id from attendee_post p join me on p.body_id = me.body_id and p.attendee_id = me.id),
    convened as (select p.body_id, p.group_id from attendee_post p join me on p.body_id = me.body_id and p.attendee_id = me.id
      where p.post in ('convenor', 'deputyConvenor', 'liaison')),
    called as (select p.body_id, p.attendee_id from attendee_post p join of_mine o on p.body_id = o.body_id and p.group_id = o.group_id
        where p.post in ('convenor', 'deputyConvenor', 'liaison')
      union select p.body_id, p.attendee_id from attendee_post p join convened c on p.body_id = c.body_id and p.group_id = c.group_id
      union select a.body_id, a.id from attendee a join convened c on a.body_id = c.body_id and a.group_id = c.group_id)
  select c.attendee_id, v.phone from called c join attendee_private v on v.body_id = c.body_id and v.attendee_id = c.attendee_id where v.phone <> '' $$;
grant create on schema public to luzhitong_guard;
alter function granted_leaves(uuid) owner to luzhitong_guard;
alter function meeting_phones(uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;

-- An attendee says what he eats and needs; all else of his private row only the office writes.
create policy attendee_private_needs on attendee_private for update to luzhitong_guard using (true) with check (true);
grant update (diet, needs) on attendee_private to luzhitong_guard;
create function set_own_needs(of_body uuid, of_attendee uuid, new_diet text, new_needs text) returns void
  language sql volatile security definer set search_path = public as $$
  update attendee_private v set diet = new_diet, needs = new_needs
  where v.body_id = of_body and v.attendee_id = of_attendee
    and exists (select from attendee a where a.body_id = of_body and a.id = of_attendee and a.person_id = app_person() and a.left_at is null) $$;
grant create on schema public to luzhitong_guard;
alter function set_own_needs(uuid, uuid, text, text) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
