-- module: meeting
create table paper (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  title text not null,
  -- public: anybody; internal: people of the meeting; returned: also leaves their devices after it.
  class text not null check (class in ('public', 'internal', 'returned')),
  agenda_item_id uuid,
  sitting_id uuid,
  -- Whom it is for: none named means everybody of the categories.
  group_ids uuid[] not null default '{}',
  categories text[] not null default '{member,nonVoting}',
  state text not null check (state in ('draft', 'issued', 'withdrawn')),
  position int not null default 0,
  -- The version in force; 0 before the first one.
  version int not null default 0,
  issued_at timestamptz,
  -- Why it was withdrawn.
  withdrawn_words text not null default '',
  changed_at timestamptz not null,
  primary key (body_id, id),
  -- Spectators and press are given public papers alone.
  constraint paper_outside check (class = 'public' or not categories && '{observer,press}'),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, agenda_item_id) references agenda_item (body_id, id) on delete set null (agenda_item_id),
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete set null (sitting_id)
);
create index paper_order on paper (body_id, meeting_id, position, id);
create table paper_version (
  body_id uuid not null,
  paper_id uuid not null,
  version int not null,
  meeting_id uuid not null,
  file_id uuid not null,
  media_type text not null,
  bytes bigint not null,
  pages int not null,
  -- Text by page, for the search inside: ["…", "…"].
  page_texts jsonb not null default '[]',
  -- Width and height of each page in points: [[595, 842], …].
  page_sizes jsonb not null default '[]',
  -- For each page of the version before, the page of this one that has its content: n the same text, -n changed, 0 gone.
  page_map jsonb not null default '[]',
  -- What changed against the version before, in words of the office.
  change_words text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  primary key (body_id, paper_id, version),
  foreign key (body_id, paper_id) references paper (body_id, id) on delete cascade
);
-- Who has which version on a device, how far he has read, and that he gave it back.
create table paper_reading (
  body_id uuid not null,
  paper_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  version int not null,
  downloaded_at timestamptz,
  opened_at timestamptz,
  last_read_at timestamptz,
  page int not null default 1,
  furthest_page int not null default 1,
  returned_at timestamptz,
  primary key (body_id, paper_id, attendee_id),
  foreign key (body_id, paper_id) references paper (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
-- A bookmark, a typed note or a pen stroke on one page. Private: not even the office reads it.
create table paper_note (
  body_id uuid not null,
  id uuid not null,
  paper_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  version int not null,
  page int not null,
  kind text not null check (kind in ('bookmark', 'text', 'pen')),
  content jsonb not null,
  -- The device's time: the later one wins where two devices changed one note.
  changed_at timestamptz not null,
  -- The server's time: what other devices have not fetched yet.
  stored_at timestamptz not null,
  deleted boolean not null default false,
  -- Ids are made on devices, so each writer has a room of ids of his own.
  primary key (body_id, attendee_id, id),
  foreign key (body_id, paper_id) references paper (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index paper_note_of on paper_note (body_id, attendee_id, stored_at, id);
create index paper_note_on on paper_note (body_id, paper_id);
call wall_meeting_table('paper', 'office', true);
call wall_meeting_table('paper_version', 'office', false);
call wall_meeting_table('paper_reading', 'self', false);
-- Issued papers are read by those whom they are for.
create function my_papers() returns uuid[]
  language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(p.id), '{}') from attendee a
  join meeting m on m.body_id = a.body_id and m.id = a.meeting_id
  join paper p on p.body_id = a.body_id and p.meeting_id = a.meeting_id
  where a.person_id = app_person() and a.left_at is null and m.state <> 'draft' and p.state = 'issued' and a.category = any (p.categories)
    and (p.group_ids = '{}' or a.group_id = any (p.group_ids) or exists (
      select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any (p.group_ids))) $$;
create policy paper_guard on paper for select to luzhitong_guard using (true);
grant select on paper to luzhitong_guard;
grant create on schema public to luzhitong_guard;
alter function my_papers() owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
create policy paper_read on paper for select to luzhitong_app using (id = any ((select my_papers())::uuid[]));
create policy paper_version_read on paper_version for select to luzhitong_app using (paper_id = any ((select my_papers())::uuid[]));
-- The file of an issued paper. The general download of files does not give it out: the paper's own route looks at class and time first.
create policy stored_file_paper on stored_file for select to luzhitong_app using (subject_kind = 'paper' and subject_id = any ((select my_papers())::uuid[]));
create policy paper_reading_write on paper_reading for insert to luzhitong_app with check (attendee_id = any ((select my_attendances())::uuid[]));
create policy paper_reading_change on paper_reading for update to luzhitong_app using (attendee_id = any ((select my_attendances())::uuid[]))
  with check (attendee_id = any ((select my_attendances())::uuid[]));
alter table paper_note enable row level security;
alter table paper_note force row level security;
create policy paper_note_worker on paper_note to luzhitong_worker using (true) with check (true);
create policy paper_note_body on paper_note as restrictive to luzhitong_app using (body_id = any ((select my_bodies())::uuid[]))
  with check (body_id = any ((select my_bodies())::uuid[]));
create policy paper_note_own on paper_note to luzhitong_app using (attendee_id = any ((select my_attendances())::uuid[]))
  with check (attendee_id = any ((select my_attendances())::uuid[]));
grant select, insert, update, delete on paper_note to luzhitong_app, luzhitong_worker;
