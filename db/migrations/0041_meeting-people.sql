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
