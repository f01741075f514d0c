-- module: matter
-- What the office enters for others: items that were handed in on paper, batches of documents on their way in, and the words of letters in series.

-- A matter that the office entered for a deputy or member who handed it in on paper: who entered it for whom, and whether he says that it is not his.
create table paper_entry (
  body_id uuid not null,
  matter_id uuid not null,
  author_id uuid not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  received_on date not null,
  manner text not null check (manner in ('hand', 'mail', 'session', 'batch')),
  -- How many co-signers the office saw signed on the paper itself.
  signers_on_paper int not null default 0,
  note text,
  objection text,
  objected_at timestamptz,
  settlement text,
  settled_at timestamptz,
  settled_by_name text,
  primary key (body_id, matter_id),
  foreign key (body_id, matter_id) references matter (body_id, id) on delete cascade
);
create index paper_entry_recent on paper_entry (body_id, entered_at desc, matter_id desc);

-- One Excel sheet or folder of documents that is being taken in.
create table intake_batch (
  body_id uuid not null,
  id uuid not null,
  kind text not null,
  source text not null check (source in ('excel', 'docx')),
  name text not null,
  state text not null default 'open' check (state in ('open', 'taking', 'closed')),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  -- The seat in whose name the confirmed rows are being taken in.
  taken_for jsonb,
  primary key (body_id, id)
);
create index intake_batch_recent on intake_batch (body_id, made_at desc, id desc);

-- One item of a batch: what was recognised, what the office made of it, and the matter that it became.
create table intake_row (
  body_id uuid not null,
  id uuid not null,
  batch_id uuid not null,
  position int not null,
  file_name text not null,
  -- The document itself, and its content, so that the same document is put into a batch once.
  file_id uuid,
  fingerprint bytea not null,
  original text not null default '',
  found jsonb not null,
  content jsonb not null,
  state text not null check (state in ('open', 'confirmed', 'taken', 'aside', 'refused')),
  -- Why the document cannot be read, or why the row could not be taken in.
  refusal text,
  revision int not null default 1,
  -- The id of the matter that the row becomes, given once and for all: so no row becomes two.
  matter_id uuid not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamptz,
  taken_at timestamptz,
  primary key (body_id, id),
  unique (body_id, batch_id, position),
  unique (body_id, batch_id, fingerprint),
  unique (body_id, matter_id),
  foreign key (body_id, batch_id) references intake_batch (body_id, id) on delete cascade
);

-- The words of letters in series as the office edits them. Every saving is a version; the last one is used.
create table letter_template (
  body_id uuid not null,
  letter text not null,
  version int not null,
  content jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (body_id, letter, version)
);

alter table paper_entry enable row level security;
alter table paper_entry force row level security;
create policy paper_entry_worker on paper_entry to luzhitong_worker using (true) with check (true);
create policy paper_entry_read on paper_entry for select to luzhitong_app
  using (body_id = (select app_body()) and ((select app_scope()) = 'office' or author_id = (select app_person())));
create policy paper_entry_write on paper_entry for insert to luzhitong_app
  with check (body_id = (select app_body()) and (select app_scope()) = 'office' and entered_by = (select app_person()));
create policy paper_entry_change on paper_entry for update to luzhitong_app
  using (body_id = (select app_body()) and ((select app_scope()) = 'office' or author_id = (select app_person())))
  with check (body_id = (select app_body()) and ((select app_scope()) = 'office' or author_id = (select app_person())));
grant select, insert on paper_entry to luzhitong_app;
grant update (objection, objected_at, settlement, settled_at, settled_by_name) on paper_entry to luzhitong_app;
grant select, insert, update, delete on paper_entry to luzhitong_worker;

alter table intake_batch enable row level security;
alter table intake_batch force row level security;
create policy intake_batch_worker on intake_batch to luzhitong_worker using (true) with check (true);
create policy intake_batch_own on intake_batch to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office')
  with check (body_id = (select app_body()) and (select app_scope()) = 'office');
grant select, insert on intake_batch to luzhitong_app;
grant update (state, taken_for) on intake_batch to luzhitong_app;
grant select, insert, update, delete on intake_batch to luzhitong_worker;

alter table intake_row enable row level security;
alter table intake_row force row level security;
create policy intake_row_worker on intake_row to luzhitong_worker using (true) with check (true);
create policy intake_row_own on intake_row to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office')
  with check (body_id = (select app_body()) and (select app_scope()) = 'office');
grant select, insert on intake_row to luzhitong_app;
grant update (content, state, refusal, revision, confirmed_by, confirmed_by_name, confirmed_at, taken_at) on intake_row to luzhitong_app;
grant select, insert, update, delete on intake_row to luzhitong_worker;

alter table letter_template enable row level security;
alter table letter_template force row level security;
create policy letter_template_worker on letter_template to luzhitong_worker using (true) with check (true);
create policy letter_template_own on letter_template to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office')
  with check (body_id = (select app_body()) and (select app_scope()) = 'office' and made_by = (select app_person()));
grant select, insert on letter_template to luzhitong_app;
grant select, insert, update, delete on letter_template to luzhitong_worker;

-- Documents of a batch are the office's, as all files of its body; row-level security of stored_file says so already.
