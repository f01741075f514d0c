-- module: matter
-- What the four further kinds need of the engine, general for all kinds: records that an act keeps as they were filled in, the committee that
-- a matter is referred to, where a matter came from, honours, both sides' ratings, edited texts and bulletins, and selections.

alter table matter
  -- The committee (专门委员会) whose business the case is now.
  add column committee text,
  -- The matter that this one was converted from or split off; its story is told before this one's.
  add column origin_id uuid,
  -- In whose name a collective proposer files (界别、小组、党派、代表团); null for people.
  add column collective text,
  -- 重点 is is_key; other honours by their code, with the year: excellent-2026.
  add column honours text[] not null default '{}',
  add foreign key (body_id, origin_id) references matter (body_id, id);
create index matter_origin on matter (body_id, origin_id) where origin_id is not null;
create index matter_committee on matter (body_id, committee, state) where committee is not null;

-- An act's form as it was filled in, kept where the kind declares it (effect `record`): opinions, decisions, minutes, adoptions, instructions.
create table matter_record (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  handling_id uuid,
  -- The matter's revision that the act made: the order of records, also within a millisecond.
  revision int not null,
  act text not null,
  label text not null,
  -- The day or moment that the record is about, where the form names one; else when it was kept.
  at timestamptz not null,
  -- [{ name, label, input, value }] in the order of the form, codes as their words.
  content jsonb not null,
  files uuid[] not null default '{}',
  organisation_id uuid,
  organisation_name text,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  audience text not null check (audience in ('all', 'handlers', 'unit', 'office')),
  primary key (body_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index matter_record_matter on matter_record (body_id, matter_id, revision);
alter table matter_record enable row level security;
alter table matter_record force row level security;
create policy matter_record_worker on matter_record to luzhitong_worker using (true) with check (true);
create policy matter_record_read on matter_record for select to luzhitong_app using (
  (audience = 'all' or audience = 'handlers' and (select app_scope()) in ('office', 'unit') or organisation_id in ((select app_body()), (select app_unit())))
  and sees_case(body_id, matter_id));
create policy matter_record_write on matter_record for insert to luzhitong_app with check (body_id = (select app_body()) or unit_handles(body_id, matter_id));
grant select, insert on matter_record to luzhitong_app;
grant select, insert, update, delete on matter_record to luzhitong_worker;

-- Two-way rating (DOMAIN §2.4): the proposer rates the handling, the unit rates the proposal, neither sees the other's first. A rating of a kind
-- that is rated from one side is open at once.
alter table rating
  add column side text not null default 'proposer' check (side in ('proposer', 'handler')),
  -- 0 to 100, and its parts by criterion.
  add column score int check (score between 0 and 100),
  add column scores jsonb,
  add column unit_id uuid,
  add column opened_at timestamptz;
update rating set opened_at = at;
drop policy rating_read on rating;
create policy rating_read on rating for select to luzhitong_app using (
  (opened_at is not null or person_id = (select app_person()) or side = 'handler' and unit_id = (select app_unit())
    or (select app_scope()) = 'office' and body_id = (select app_body()))
  and sees_case(body_id, matter_id));
-- Whoever rates second opens both: he marks the other's row without having read it.
create function open_ratings(of_body uuid, of_reply uuid, moment timestamptz) returns table (side text, overall text, score int, person_name text, words text, reason text)
  language sql volatile security definer set search_path = public as $$
  update rating r set opened_at = moment where r.body_id = of_body and r.reply_id = of_reply and r.opened_at is null and sees_case(of_body, r.matter_id)
  returning r.side, r.overall, r.score, r.person_name, r.words, r.reason $$;
drop policy rating_guard on rating;
create policy rating_guard on rating to luzhitong_guard using (true) with check (true);
grant select, update (opened_at) on rating to luzhitong_guard;
grant create on schema public to luzhitong_guard;
alter function open_ratings(uuid, uuid, timestamptz) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;


-- A text as the editor's desk words it, beside the proposer's own, which never changes. The last edition counts.
create table matter_edition (
  body_id uuid not null,
  matter_id uuid not null,
  revision int not null,
  title text not null,
  words text not null,
  edited_by uuid,
  edited_by_name text not null,
  edited_at timestamptz not null,
  primary key (body_id, matter_id, revision),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
-- A numbered bulletin (信息专报) of one or several matters, alone or woven into one text.
create table bulletin (
  body_id uuid not null,
  id uuid not null,
  year int not null,
  -- Given when it is issued, without gaps in (body, year, series).
  series text not null,
  number int,
  form text not null check (form in ('single', 'compiled', 'original')),
  title text not null,
  words text not null,
  addressees text[] not null default '{}',
  state text not null check (state in ('draft', 'issued')),
  signer text,
  made_by uuid,
  made_by_name text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  revision int not null default 1,
  issued_at timestamptz,
  primary key (body_id, id),
  unique (body_id, series, year, number)
);
create index bulletin_recent on bulletin (body_id, changed_at desc, id desc);
create table bulletin_item (
  body_id uuid not null,
  bulletin_id uuid not null,
  matter_id uuid not null,
  position int not null,
  primary key (body_id, bulletin_id, matter_id),
  foreign key (body_id, bulletin_id) references bulletin (body_id, id) on delete cascade,
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index bulletin_item_matter on bulletin_item (body_id, matter_id);

-- The choosing of key items (重点督办, 重点提案) and of excellent proposals (优秀提案): candidates by rule, first round, deliberation, publication.
create table selection (
  body_id uuid not null,
  id uuid not null,
  kind text not null,
  purpose text not null check (purpose in ('key', 'excellent')),
  year int not null,
  title text not null,
  state text not null check (state in ('nominating', 'shortlisted', 'deliberating', 'published', 'dropped')),
  -- The share of filed matters that may be chosen, in per mille, as the rules stood when it was opened.
  quota_share int,
  quota int,
  made_by uuid,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  revision int not null default 1,
  published_at timestamptz,
  primary key (body_id, id)
);
create index selection_recent on selection (body_id, changed_at desc, id desc);
create table selection_entry (
  body_id uuid not null,
  selection_id uuid not null,
  matter_id uuid not null,
  stage text not null check (stage in ('nominated', 'shortlisted', 'chosen', 'dropped')),
  grounds text[] not null default '{}',
  nominated_by text not null default '',
  score int,
  words text,
  leader_id uuid,
  leader_name text,
  committee text,
  position int not null default 0,
  primary key (body_id, selection_id, matter_id),
  foreign key (body_id, selection_id) references selection (body_id, id) on delete cascade,
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index selection_entry_matter on selection_entry (body_id, matter_id);

-- The office's own tables: nobody else reads a draft. What came of it stands in each matter's records.
do $$
declare name text;
begin
  foreach name in array array['matter_edition', 'bulletin', 'bulletin_item', 'selection', 'selection_entry'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to luzhitong_worker using (true) with check (true)', name || '_worker', name);
    execute format('create policy %I on %I to luzhitong_app using (body_id = (select app_body()) and (select app_scope()) = ''office'') with check (body_id = (select app_body()) and (select app_scope()) = ''office'')', name || '_office', name);
    execute format('grant select, insert, update, delete on %I to luzhitong_app, luzhitong_worker', name);
  end loop;
end $$;

-- Files stay on the case that brought them; whoever sees a case that came from it sees them too (议案转建议: the unit reads the motion's annexes).
create function sees_successor(of_body uuid, of_matter uuid) returns boolean
  language sql stable security definer set search_path = public cost 400 as $$
  with recursive successor(id, depth) as (
    select m.id, 1 from matter m where m.body_id = of_body and m.origin_id = of_matter
    union all
    select m.id, s.depth + 1 from successor s join matter m on m.body_id = of_body and m.origin_id = s.id where s.depth < 4)
  select exists (select from successor s where sees_case(of_body, s.id)) $$;
grant create on schema public to luzhitong_guard;
alter function sees_successor(uuid, uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
create policy stored_file_successor on stored_file for select to luzhitong_app using (subject_kind = 'matter' and sees_successor(body_id, subject_id));
