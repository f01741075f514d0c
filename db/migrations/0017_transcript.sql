-- module: matter
-- What a machine made of a recording, beside the recording itself, which stays what was said.

create table matter_transcript (
  body_id uuid not null,
  matter_id uuid not null,
  file_id uuid not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  -- As shown: the machine's words, or what the author made of them.
  words text not null default '',
  -- As the machine gave them, whatever was made of them.
  machine_words text,
  failures int not null default 0,
  asked_at timestamptz not null,
  finished_at timestamptz,
  edited_at timestamptz,
  primary key (body_id, matter_id),
  foreign key (body_id, matter_id) references matter (body_id, id)
);
alter table matter_transcript enable row level security;
alter table matter_transcript force row level security;
create policy matter_transcript_read on matter_transcript for select to luzhitong_app using (sees_case(body_id, matter_id));
-- The author alone puts it right; until when is the action's affair.
create policy matter_transcript_edit on matter_transcript for update to luzhitong_app
  using (exists (select from matter m where m.body_id = matter_transcript.body_id and m.id = matter_transcript.matter_id and m.author_id = (select app_person())))
  with check (exists (select from matter m where m.body_id = matter_transcript.body_id and m.id = matter_transcript.matter_id and m.author_id = (select app_person())));
create policy matter_transcript_worker on matter_transcript to luzhitong_worker using (true) with check (true);
grant select, update (words, edited_at) on matter_transcript to luzhitong_app;
grant select, insert, update, delete on matter_transcript to luzhitong_worker;
