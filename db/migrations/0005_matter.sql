-- module: matter
-- One set of tables for every kind of matter; what differs between kinds is declared in src/modules/matter/contract/kinds.

create table matter (
  body_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null,
  stage text not null,
  title text not null,
  form jsonb not null,
  -- Version of the text that is being written or was frozen last; co-signers confirm one version.
  version int not null default 1,
  frozen boolean not null default false,
  revision int not null default 0,
  author_id uuid,
  author_name text not null default '',
  author_title text not null default '',
  delegation_id uuid,
  signer_count int not null default 1,
  term_id uuid,
  session_id uuid,
  in_session boolean not null default false,
  series text,
  number int,
  number_text text,
  number_short text,
  field text,
  category text,
  nature text,
  openness text not null default 'open',
  visibility text not null default 'parties' check (visibility in ('parties', 'body')),
  address text,
  lon double precision,
  lat double precision,
  region_code text,
  grid_id uuid,
  voice_id uuid,
  is_key boolean not null default false,
  key_leader_id uuid,
  key_committee text,
  key_reason text,
  answer_class text,
  rating text,
  round int not null default 1,
  due_at timestamptz,
  -- Who has the case in hand, as every line of a list names them: its shares that have not ended, leading ones first (kept by the engine).
  units jsonb,
  merged_into uuid,
  converted_into uuid,
  stop_label text,
  source text not null default 'platform',
  source_key text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  assigned_at timestamptz,
  replied_at timestamptz,
  closed_at timestamptz,
  published_at timestamptz,
  -- Words, number and the body's own token (see search.ts), so that one GIN lookup is already inside the tenant.
  search tsvector not null default ''::tsvector,
  primary key (body_id, id),
  unique (body_id, series, number),
  unique (body_id, source, source_key),
  foreign key (body_id, merged_into) references matter (body_id, id)
);
create index matter_by_id on matter (id);
create index matter_changed on matter (body_id, kind, changed_at desc, id desc) where submitted_at is not null;
create index matter_changed_all on matter (body_id, changed_at desc, id desc) where submitted_at is not null;
create index matter_state on matter (body_id, kind, state, changed_at desc, id desc);
create index matter_author on matter (author_id, changed_at desc, id desc);
create index matter_region on matter (body_id, region_code, submitted_at desc) where region_code is not null;
create index matter_near on matter (body_id, lon, lat) where lon is not null and closed_at is null;
create index matter_merged on matter (body_id, merged_into) where merged_into is not null;
create index matter_search on matter using gin (search) with (fastupdate = on);

-- Frozen texts: what co-signers confirmed and what was submitted. Never changed.
create table matter_text (
  body_id uuid not null,
  matter_id uuid not null,
  version int not null,
  title text not null,
  form jsonb not null,
  fingerprint bytea not null,
  frozen_at timestamptz not null,
  primary key (body_id, matter_id, version),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);

create table matter_party (
  body_id uuid not null,
  matter_id uuid not null,
  person_id uuid not null,
  name text not null,
  title text not null default '',
  role text not null check (role in ('lead', 'signer', 'follower')),
  state text not null check (state in ('invited', 'confirmed', 'declined', 'stale')),
  version int,
  words text,
  position int not null default 0,
  invited_at timestamptz not null,
  answered_at timestamptz,
  withdrew_at timestamptz,
  primary key (body_id, matter_id, person_id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index matter_party_person on matter_party (person_id, role, matter_id desc);

-- One unit's share of a case.
create table handling (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  unit_id uuid not null,
  unit_name text not null,
  unit_short_name text not null,
  role text not null,
  state text not null,
  round int not null default 1,
  division text,
  officer_id uuid,
  officer_name text,
  worker_id uuid,
  worker_name text,
  assigned_at timestamptz not null,
  received_at timestamptz,
  replied_at timestamptz,
  ended_at timestamptz,
  objection jsonb,
  extension jsonb,
  extension_count int not null default 0,
  primary key (body_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index handling_matter on handling (body_id, matter_id);
create index handling_unit on handling (unit_id, state, assigned_at desc, id desc);
create index handling_worker on handling (worker_id, state) where worker_id is not null;
create index handling_officer on handling (officer_id, state) where officer_id is not null;

-- Clocks of every hop. An open row is also a task in the inbox of its holder.
create table matter_clock (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  kind text not null,
  handling_id uuid,
  commitment_id uuid,
  clock text not null,
  holder_kind text not null check (holder_kind in ('person', 'body', 'unit')),
  holder_id uuid not null,
  holder_name text not null,
  holder_role text,
  person_id uuid,
  principal boolean not null default false,
  is_right boolean not null default false,
  started_on date not null,
  due_on date,
  due_at timestamptz,
  period jsonb,
  explanation jsonb,
  profile_version_id uuid,
  provisional boolean not null default false,
  state text not null,
  card text not null default 'none',
  next_turn_at timestamptz,
  next_reminder_at timestamptz,
  pauses jsonb not null default '[]',
  opened_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('metOnTime', 'metLate', 'void')),
  -- Found by their case nearly always: each more index is a write more for each of the three clocks of a new case.
  primary key (body_id, matter_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
-- In the order of inboxes: a task without a deadline stands at the end, so that one comparison of a pair is the whole condition of a later page.
-- Not coalesce: PostgreSQL does not take that for leakproof, and under row-level security it would filter instead of using the index.
create index matter_clock_inbox on matter_clock (holder_id, (case when due_at is null then '9999-12-31 00:00:00+00'::timestamptz else due_at end), id) where ended_at is null;
create index matter_clock_turn on matter_clock (next_turn_at) where ended_at is null and next_turn_at is not null;
create index matter_clock_reminder on matter_clock (next_reminder_at) where ended_at is null and next_reminder_at is not null;
create index matter_clock_open_due on matter_clock (body_id, due_at) where ended_at is null;

create table matter_contact (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  handling_id uuid not null,
  unit_id uuid not null,
  unit_name text not null,
  manner text not null,
  at timestamptz not null,
  place text,
  people text,
  words text not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index matter_contact_matter on matter_contact (body_id, matter_id);

create table co_opinion (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  handling_id uuid not null,
  unit_id uuid not null,
  round int not null,
  words text not null,
  given_by uuid,
  given_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index co_opinion_matter on co_opinion (body_id, matter_id);

create table reply (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  handling_id uuid not null,
  unit_id uuid not null,
  unit_name text not null,
  round int not null,
  state text not null check (state in ('draft', 'signing', 'signed', 'issued')),
  words text not null,
  answer_class text,
  answer_letter text,
  answer_label text,
  missing_opinions text,
  contact_name text,
  promises jsonb not null default '[]',
  document_number text,
  steps jsonb not null default '[]',
  drafted_by uuid,
  saved_at timestamptz not null,
  issued_at timestamptz,
  primary key (body_id, id),
  unique (body_id, handling_id, round),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index reply_matter on reply (body_id, matter_id);

create table rating (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  handling_id uuid not null,
  reply_id uuid not null,
  round int not null,
  person_id uuid not null,
  person_name text not null,
  overall text not null,
  attitude text,
  result text,
  reason text,
  words text,
  at timestamptz not null,
  primary key (body_id, id),
  unique (body_id, reply_id, person_id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index rating_matter on rating (body_id, matter_id);

-- Promises of replies (承诺事项台账): they run on after the case is closed.
create table commitment (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  handling_id uuid not null,
  unit_id uuid not null,
  unit_name text not null,
  reply_id uuid not null,
  words text not null,
  due_on date not null,
  first_due_on date not null,
  state text not null check (state in ('open', 'reported', 'judged', 'broken')),
  verdict text check (verdict in ('kept', 'keptLate', 'notKept')),
  reports jsonb not null default '[]',
  judgements jsonb not null default '[]',
  reported_at timestamptz,
  judged_at timestamptz,
  made_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index commitment_matter on commitment (body_id, matter_id);
create index commitment_ledger on commitment (body_id, state, due_on, id);
create index commitment_unit on commitment (unit_id, state, due_on, id);

-- The case's story. Append-only.
create table matter_history (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  -- The matter's revision that the act made: the order of the story, also where two acts share a millisecond.
  revision int not null,
  at timestamptz not null,
  act text not null,
  label text not null,
  line text not null,
  actor_id uuid,
  actor_name text not null,
  organisation_id uuid,
  organisation_name text,
  audience text not null check (audience in ('all', 'handlers', 'unit', 'office')),
  handling_id uuid,
  files uuid[] not null default '{}',
  primary key (body_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index matter_history_matter on matter_history (body_id, matter_id, revision);

create table matter_note (
  body_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  organisation_id uuid not null,
  person_id uuid,
  person_name text not null,
  words text not null,
  at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index matter_note_matter on matter_note (body_id, matter_id);

-- What citizens read: a checked copy, never the case itself.
create table publication (
  body_id uuid not null,
  matter_id uuid not null,
  content jsonb not null,
  search tsvector not null default ''::tsvector,
  published_at timestamptz not null,
  published_by uuid,
  withdrawn_at timestamptz,
  primary key (body_id, matter_id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index publication_recent on publication (body_id, published_at desc, matter_id desc) where withdrawn_at is null;
create index publication_recent_all on publication (published_at desc, matter_id desc) where withdrawn_at is null;
create index publication_search on publication using gin (search);

-- The last official number of a series (term, session, kind). One row a series, locked only while a number is given.
create table number_series (
  body_id uuid not null,
  series text not null,
  last int not null,
  primary key (body_id, series)
);

-- Figures of the supervision board, moved after commit by a subscriber; `dimension` and `key` name the figure.
create table matter_tally (
  body_id uuid not null,
  kind text not null,
  dimension text not null,
  key text not null,
  count bigint not null,
  primary key (body_id, kind, dimension, key)
);

-- Facts of a matter as the tally last counted them, so that a replay counts nothing twice.
create table matter_counted (
  body_id uuid not null,
  matter_id uuid not null,
  facts jsonb not null,
  primary key (body_id, matter_id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);

create table saved_filter (
  body_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  list text not null,
  label text not null,
  query jsonb not null,
  position int not null,
  primary key (body_id, person_id, id)
);

create table bulk_batch (
  body_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  act text not null,
  input jsonb not null,
  actor jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'undone')),
  undo_until timestamptz not null,
  made_at timestamptz not null,
  primary key (body_id, id)
);
create table bulk_target (
  body_id uuid not null,
  batch_id uuid not null,
  matter_body_id uuid not null,
  matter_id uuid not null,
  target_id uuid,
  state text not null check (state in ('waiting', 'done', 'failed')),
  error text,
  primary key (body_id, batch_id, matter_id),
  foreign key (body_id, batch_id) references bulk_batch (body_id, id) on delete cascade
);

-- Two questions that policies ask about other tables. They run as luzhitong_guard, which may read these three tables and nothing else;
-- policies that looked into each other's tables directly would recurse.
create function unit_handles(of_body uuid, of_matter uuid) returns boolean
  language sql stable security definer set search_path = public cost 200 as $$
  select app_unit() is not null and exists (
    select 1 from handling where body_id = of_body and matter_id = of_matter and unit_id = app_unit() and state <> 'ended') $$;

create function is_party(of_body uuid, of_matter uuid) returns boolean
  language sql stable security definer set search_path = public cost 200 as $$
  select app_person() is not null and exists (
    select 1 from matter_party where body_id = of_body and matter_id = of_matter and person_id = app_person()) $$;

-- One statement for all three ways to see a case, the likeliest first: this runs for each row that a policy asks about.
create function sees_case(of_body uuid, of_matter uuid) returns boolean
  language sql stable security definer set search_path = public cost 300 as $$
  select exists (
      select 1 from matter where body_id = of_body and id = of_matter and (
        of_body = app_body() and submitted_at is not null and (app_scope() = 'office' or app_scope() = 'member' and visibility = 'body')
        or author_id = app_person()))
    or app_unit() is not null and exists (
      select 1 from handling where body_id = of_body and matter_id = of_matter and unit_id = app_unit())
    or app_person() is not null and exists (
      select 1 from matter_party where body_id = of_body and matter_id = of_matter and person_id = app_person()) $$;

-- The cases with these words that the transaction may see, with their weight where it is asked for. Searching has to go through here: @@ is not
-- leakproof, so under a policy PostgreSQL would try it on every case of the body instead of asking the word index. The sight repeats
-- matter_read; the caller joins the table itself, whose policy then decides once more.
create function matters_with(words tsquery, weighted boolean) returns table (hit_body uuid, hit_matter uuid, weight real)
  language sql stable security definer set search_path = public rows 300 as $$
  select body_id, id, case when weighted then ts_rank(search, words) else 0 end from matter
  where search @@ words and (
    body_id = app_body() and submitted_at is not null and (app_scope() = 'office' or app_scope() = 'member' and visibility = 'body')
    or author_id = app_person()
    or app_unit() is not null and exists (select from handling h where h.body_id = matter.body_id and h.matter_id = matter.id and h.unit_id = app_unit())
    or app_person() is not null and exists (
      select from matter_party p where p.body_id = matter.body_id and p.matter_id = matter.id and p.person_id = app_person())) $$;

-- The same two questions as views, for the policies that lists ask row by row: a view is planned into the statement, a function is called for each row
-- and costs five times as much. They read as their owner does, so that no policy comes round to itself.
-- IS NOT DISTINCT FROM reaches no index: the case's own few handlings are looked at, never a unit's thousands.
create view unit_case as
  select body_id, matter_id from handling where unit_id is not distinct from (select app_unit()) and state <> 'ended';
create view member_case as
  select body_id, id as matter_id from matter
  where body_id = (select app_body()) and (select app_scope()) = 'member' and submitted_at is not null and visibility = 'body';

grant create on schema public to luzhitong_guard;
alter view unit_case owner to luzhitong_guard;
alter view member_case owner to luzhitong_guard;
grant select on unit_case, member_case to luzhitong_app, luzhitong_worker;
alter function unit_handles(uuid, uuid) owner to luzhitong_guard;
alter function is_party(uuid, uuid) owner to luzhitong_guard;
alter function sees_case(uuid, uuid) owner to luzhitong_guard;
alter function matters_with(tsquery, boolean) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;

grant select on matter, matter_party, handling to luzhitong_guard;
alter table matter enable row level security;
alter table matter force row level security;
create policy matter_guard on matter for select to luzhitong_guard using (true);
create policy matter_worker on matter to luzhitong_worker using (true) with check (true);
create policy matter_read on matter for select to luzhitong_app using (
  body_id = (select app_body()) and submitted_at is not null and ((select app_scope()) = 'office' or (select app_scope()) = 'member' and visibility = 'body')
  or author_id = (select app_person())
  or (select true from unit_case u where u.body_id = matter.body_id and u.matter_id = matter.id limit 1)
  or is_party(body_id, id));
create policy matter_raise on matter for insert to luzhitong_app with check (
  body_id = (select app_body()) and ((select app_scope()) = 'member' and author_id = (select app_person()) or (select app_scope()) = 'office'));
create policy matter_change on matter for update to luzhitong_app
  using (body_id = (select app_body()) and (submitted_at is not null or author_id = (select app_person()) or is_party(body_id, id)) or unit_handles(body_id, id))
  with check (body_id = (select app_body()) or unit_handles(body_id, id));
create policy matter_discard on matter for delete to luzhitong_app using (author_id = (select app_person()) and submitted_at is null);
grant select, insert, update, delete on matter to luzhitong_app, luzhitong_worker;

alter table matter_party enable row level security;
alter table matter_party force row level security;
create policy matter_party_guard on matter_party for select to luzhitong_guard using (true);
create policy matter_party_worker on matter_party to luzhitong_worker using (true) with check (true);
create policy matter_party_read on matter_party for select to luzhitong_app using (person_id = (select app_person()) or sees_case(body_id, matter_id));
create policy matter_party_write on matter_party for insert to luzhitong_app with check (body_id = (select app_body()));
create policy matter_party_change on matter_party for update to luzhitong_app using (body_id = (select app_body())) with check (body_id = (select app_body()));
create policy matter_party_drop on matter_party for delete to luzhitong_app using (body_id = (select app_body()));
grant select, insert, update, delete on matter_party to luzhitong_app, luzhitong_worker;

alter table handling enable row level security;
alter table handling force row level security;
create policy handling_guard on handling for select to luzhitong_guard using (true);
create policy handling_worker_role on handling to luzhitong_worker using (true) with check (true);
-- A case is assigned only once it is submitted, so an office sees every share in its body without looking at the case.
create policy handling_read on handling for select to luzhitong_app using (
  unit_id = (select app_unit()) or body_id = (select app_body()) and (select app_scope()) = 'office'
  or (select true from member_case m where m.body_id = handling.body_id and m.matter_id = handling.matter_id)
  or sees_case(body_id, matter_id));
create policy handling_write on handling for insert to luzhitong_app with check (body_id = (select app_body()));
create policy handling_change on handling for update to luzhitong_app
  using (body_id = (select app_body()) or unit_id = (select app_unit()) or unit_handles(body_id, matter_id))
  with check (body_id = (select app_body()) or unit_handles(body_id, matter_id));
grant select, insert, update on handling to luzhitong_app;
grant select, insert, update, delete on handling to luzhitong_worker;

alter table matter_clock enable row level security;
alter table matter_clock force row level security;
create policy matter_clock_worker on matter_clock to luzhitong_worker using (true) with check (true);
create policy matter_clock_read on matter_clock for select to luzhitong_app
  using (holder_id in ((select app_person()), (select app_unit()), (select app_body())) or sees_case(body_id, matter_id));
create policy matter_clock_write on matter_clock for insert to luzhitong_app with check (body_id = (select app_body()) or unit_handles(body_id, matter_id));
create policy matter_clock_change on matter_clock for update to luzhitong_app
  using (body_id = (select app_body()) or unit_handles(body_id, matter_id)) with check (body_id = (select app_body()) or unit_handles(body_id, matter_id));
grant select, insert, update on matter_clock to luzhitong_app;
grant select, insert, update, delete on matter_clock to luzhitong_worker;

-- A reply is its unit's own until it is issued; the congress office never sees a draft.
alter table reply enable row level security;
alter table reply force row level security;
create policy reply_worker on reply to luzhitong_worker using (true) with check (true);
create policy reply_read on reply for select to luzhitong_app using (unit_id = (select app_unit()) or state = 'issued' and sees_case(body_id, matter_id));
create policy reply_write on reply for insert to luzhitong_app with check (unit_id = (select app_unit()) and unit_handles(body_id, matter_id));
create policy reply_change on reply for update to luzhitong_app using (unit_id = (select app_unit())) with check (unit_id = (select app_unit()));
grant select, insert, update on reply to luzhitong_app;
grant select, insert, update, delete on reply to luzhitong_worker;

alter table matter_history enable row level security;
alter table matter_history force row level security;
create policy matter_history_worker on matter_history to luzhitong_worker using (true) with check (true);
create policy matter_history_read on matter_history for select to luzhitong_app using (
  (audience = 'all' or audience = 'handlers' and (select app_scope()) in ('office', 'unit') or organisation_id in ((select app_body()), (select app_unit())))
  and sees_case(body_id, matter_id));
create policy matter_history_write on matter_history for insert to luzhitong_app with check (body_id = (select app_body()) or unit_handles(body_id, matter_id));
grant select, insert on matter_history to luzhitong_app;
grant select, insert, update, delete on matter_history to luzhitong_worker;

alter table matter_note enable row level security;
alter table matter_note force row level security;
create policy matter_note_worker on matter_note to luzhitong_worker using (true) with check (true);
create policy matter_note_own on matter_note to luzhitong_app
  using (organisation_id in ((select app_body()), (select app_unit())) and (select app_scope()) in ('office', 'unit') and sees_case(body_id, matter_id))
  with check (organisation_id in ((select app_body()), (select app_unit())) and (select app_scope()) in ('office', 'unit'));
grant select, insert on matter_note to luzhitong_app;
grant select, insert, update, delete on matter_note to luzhitong_worker;

alter table publication enable row level security;
alter table publication force row level security;
create policy publication_worker on publication to luzhitong_worker using (true) with check (true);
create policy publication_read on publication for select to luzhitong_app using (withdrawn_at is null or body_id = (select app_body()) and (select app_scope()) = 'office');
create policy publication_write on publication for insert to luzhitong_app with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy publication_change on publication for update to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office') with check (body_id = (select app_body()));
grant select, insert, update on publication to luzhitong_app;
grant select, insert, update, delete on publication to luzhitong_worker;

alter table number_series enable row level security;
alter table number_series force row level security;
create policy number_series_worker on number_series to luzhitong_worker using (true) with check (true);
create policy number_series_own on number_series to luzhitong_app using (body_id = (select app_body())) with check (body_id = (select app_body()));
grant select, insert, update on number_series to luzhitong_app;
grant select, insert, update, delete on number_series to luzhitong_worker;

alter table matter_tally enable row level security;
alter table matter_tally force row level security;
create policy matter_tally_worker on matter_tally to luzhitong_worker using (true) with check (true);
create policy matter_tally_read on matter_tally for select to luzhitong_app using (body_id = (select app_body()));
grant select on matter_tally to luzhitong_app;
grant select, insert, update, delete on matter_tally to luzhitong_worker;

alter table matter_counted enable row level security;
alter table matter_counted force row level security;
create policy matter_counted_worker on matter_counted to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on matter_counted to luzhitong_worker;

-- Filters and batches of a unit's staff are kept under the unit's id in body_id: they belong to the seat's organisation.
alter table saved_filter enable row level security;
alter table saved_filter force row level security;
create policy saved_filter_worker on saved_filter to luzhitong_worker using (true) with check (true);
create policy saved_filter_own on saved_filter to luzhitong_app
  using (person_id = (select app_person()) and body_id in ((select app_body()), (select app_unit())))
  with check (person_id = (select app_person()) and body_id in ((select app_body()), (select app_unit())));
grant select, insert, update, delete on saved_filter to luzhitong_app, luzhitong_worker;

alter table bulk_batch enable row level security;
alter table bulk_batch force row level security;
create policy bulk_batch_worker on bulk_batch to luzhitong_worker using (true) with check (true);
create policy bulk_batch_own on bulk_batch to luzhitong_app
  using (person_id = (select app_person()) and body_id in ((select app_body()), (select app_unit())))
  with check (person_id = (select app_person()) and body_id in ((select app_body()), (select app_unit())));
grant select, insert, update on bulk_batch to luzhitong_app;
grant select, insert, update, delete on bulk_batch to luzhitong_worker;

alter table bulk_target enable row level security;
alter table bulk_target force row level security;
create policy bulk_target_worker on bulk_target to luzhitong_worker using (true) with check (true);
create policy bulk_target_own on bulk_target to luzhitong_app
  using (body_id in ((select app_body()), (select app_unit()))) with check (body_id in ((select app_body()), (select app_unit())));
grant select, insert on bulk_target to luzhitong_app;
grant select, insert, update, delete on bulk_target to luzhitong_worker;

-- Tables whose rows follow the case: readable with it, written by the body or by a unit that handles it.
do $$
declare name text;
begin
  foreach name in array array['matter_text', 'matter_contact', 'co_opinion', 'rating', 'commitment'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to luzhitong_worker using (true) with check (true)', name || '_worker', name);
    execute format('create policy %I on %I for select to luzhitong_app using (sees_case(body_id, matter_id))', name || '_read', name);
    execute format('create policy %I on %I for insert to luzhitong_app with check (body_id = (select app_body()) or unit_handles(body_id, matter_id))', name || '_write', name);
    execute format('create policy %I on %I for update to luzhitong_app using (body_id = (select app_body()) or unit_handles(body_id, matter_id)) with check (body_id = (select app_body()) or unit_handles(body_id, matter_id))', name || '_change', name);
    execute format('grant select, insert, update on %I to luzhitong_app', name);
    execute format('grant select, insert, update, delete on %I to luzhitong_worker', name);
  end loop;
end $$;

-- The promises of a published matter as they stand, and its rating: the one window from the citizens' copy to the ledger. Nothing of an
-- unpublished matter passes.
create policy commitment_guard on commitment for select to luzhitong_guard using (true);
create policy publication_guard on publication for select to luzhitong_guard using (true);
grant select on commitment, publication to luzhitong_guard;
create function published_commitments(of_body uuid, of_matter uuid)
  returns table (unit_name text, words text, due_on date, state text, report text, rating text)
  language sql stable security definer set search_path = public as $$
  select c.unit_name, c.words, c.due_on, c.state, c.reports -> -1 ->> 'words', m.rating
  from publication p
  join matter m on m.body_id = p.body_id and m.id = p.matter_id
  left join commitment c on c.body_id = p.body_id and c.matter_id = p.matter_id
  where p.body_id = of_body and p.matter_id = of_matter and p.withdrawn_at is null
  order by c.due_on $$;
grant create on schema public to luzhitong_guard;
alter function published_commitments(uuid, uuid) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;

-- Files of a case are seen by whoever sees the case.
create policy stored_file_matter on stored_file for select to luzhitong_app using (subject_kind = 'matter' and sees_case(body_id, subject_id));
