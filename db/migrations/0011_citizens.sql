-- module: matter
-- What citizens filter, count, follow and look at: marks beside the published copy, its ledger over time, its photos, and who wants to be told.

-- Marks of the copy, written by the two triggers below and by nothing else, so that lists and figures read columns and never a document.
alter table publication
  add column kind text not null default '',
  add column field text not null default '',
  add column year int not null default 0,
  add column units text[] not null default '{}',
  add column answer text not null default '',
  add column promises int not null default 0,
  add column promises_kept int not null default 0,
  add column promises_broken int not null default 0,
  -- The first day that an open promise names; null where none is open.
  add column promises_due_on date,
  -- When something that citizens read changed last.
  add column changed_at timestamptz;

-- For figures (read from the index alone), and for a body's year in the order of ids (open data, site map).
create index publication_marks on publication (body_id, year, matter_id)
  include (kind, field, answer, promises, promises_kept, promises_broken, promises_due_on, changed_at) where withdrawn_at is null;

-- The triggers run as the guard: an office that publishes sees its ledger, but a unit that reports on a promise sees no publication.
create policy publication_guard_mark on publication for update to luzhitong_guard using (true) with check (true);
grant update (promises, promises_kept, promises_broken, promises_due_on, changed_at) on publication to luzhitong_guard;

create function mark_publication() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last_word timestamptz;
begin
  new.kind := coalesce(new.content ->> 'kind', '');
  new.field := coalesce(nullif(new.content ->> 'field', ''), '未分类');
  new.year := left(coalesce(new.content ->> 'submittedOn', (new.published_at at time zone 'Asia/Shanghai')::date::text), 4)::int;
  new.units := array(select distinct unit ->> 'name' from jsonb_array_elements(coalesce(new.content -> 'units', '[]')) as unit where unit ? 'name' order by 1);
  new.answer := case when jsonb_array_length(coalesce(new.content -> 'replies', '[]')) = 0 then '还没有答复'
    else coalesce(new.content -> 'replies' -> -1 ->> 'answerClassLabel', '已答复') end;
  select count(*), count(*) filter (where c.verdict in ('kept', 'keptLate')), count(*) filter (where c.state = 'broken'),
      min(c.due_on) filter (where c.state = 'open'), max(greatest(c.reported_at, c.judged_at, c.made_at))
    into new.promises, new.promises_kept, new.promises_broken, new.promises_due_on, last_word
    from commitment c where c.body_id = new.body_id and c.matter_id = new.matter_id;
  new.changed_at := greatest(new.published_at, last_word);
  return new;
end $$;

create function mark_promises() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update publication p
    set promises = c.total, promises_kept = c.kept, promises_broken = c.broken, promises_due_on = c.due_on, changed_at = greatest(p.published_at, c.last_word)
    from (
      select count(*) as total, count(*) filter (where verdict in ('kept', 'keptLate')) as kept, count(*) filter (where state = 'broken') as broken,
        min(due_on) filter (where state = 'open') as due_on, max(greatest(reported_at, judged_at, made_at)) as last_word
      from commitment where body_id = new.body_id and matter_id = new.matter_id) c
    where p.body_id = new.body_id and p.matter_id = new.matter_id;
  return null;
end $$;

grant create on schema public to luzhitong_guard;
alter function mark_publication() owner to luzhitong_guard;
alter function mark_promises() owner to luzhitong_guard;
create trigger publication_marked before insert or update of content, published_at on publication for each row execute function mark_publication();
create trigger commitment_marked after insert or update of state, verdict, due_on on commitment for each row execute function mark_promises();
-- Copies that are there already get their marks. Row-level security holds for the owner too, so for this one statement it needs a policy.
create policy publication_owner on publication to luzhitong_owner using (true) with check (true);
update publication set content = content;
drop policy publication_owner on publication;

-- The ledger of published matters over time: what was promised, each report, the judgement; never what the proposer wrote to the unit.
drop function published_promises(uuid, uuid);
drop function published_promise_counts(uuid[], uuid[]);
create function published_ledger(of_bodies uuid[], of_matters uuid[])
  returns table (body_id uuid, matter_id uuid, id uuid, unit_name text, words text, due_on date, first_due_on date, state text, verdict text,
    made_at timestamptz, judged_at timestamptz, reports jsonb, judgements jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select c.body_id, c.matter_id, c.id, c.unit_name, c.words, c.due_on, c.first_due_on, c.state, c.verdict, c.made_at, c.judged_at,
      coalesce((select jsonb_agg(jsonb_build_object('at', r.report ->> 'at', 'words', r.report ->> 'words') order by r.position)
        from jsonb_array_elements(c.reports) with ordinality as r (report, position)), '[]'),
      coalesce((select jsonb_agg(jsonb_build_object('at', j.judgement ->> 'at', 'verdict', j.judgement ->> 'verdict') order by j.position)
        from jsonb_array_elements(c.judgements) with ordinality as j (judgement, position)), '[]')
    from unnest(of_bodies, of_matters) as asked (body_id, matter_id)
    join publication p on p.body_id = asked.body_id and p.matter_id = asked.matter_id and p.withdrawn_at is null
    join commitment c on c.body_id = p.body_id and c.matter_id = p.matter_id
    order by c.body_id, c.matter_id, c.due_on, c.id;
  end;

-- The days of their courses.
drop function published_course(uuid, uuid);
create function published_courses(of_bodies uuid[], of_matters uuid[])
  returns table (body_id uuid, matter_id uuid, accepted_at timestamptz, assigned_at timestamptz, replied_at timestamptz, rated_at timestamptz,
    closed_at timestamptz, rating text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select m.body_id, m.id, m.accepted_at, m.assigned_at, m.replied_at,
      -- Of ratings from both sides only the proposer's, and only once it is open.
      (select max(r.at) from rating r where r.body_id = m.body_id and r.matter_id = m.id and r.side = 'proposer' and r.opened_at is not null),
      m.closed_at, m.rating
    from unnest(of_bodies, of_matters) as asked (body_id, matter_id)
    join publication p on p.body_id = asked.body_id and p.matter_id = asked.matter_id and p.withdrawn_at is null
    join matter m on m.body_id = p.body_id and m.id = p.matter_id;
  end;

-- Where the bytes of a photo lie that the office put before the citizens. A photo that was taken back, or hangs on another matter, is none.
create policy stored_file_guard on stored_file for select to luzhitong_guard using (true);
grant select on stored_file to luzhitong_guard;
create function published_photo(of_body uuid, of_matter uuid, of_file uuid)
  returns table (content_key text, media_type text, sha256 bytea)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select f.content_key, f.media_type, f.sha256
    from publication p join stored_file f on f.body_id = p.body_id and f.id = of_file
    where p.body_id = of_body and p.matter_id = of_matter and p.withdrawn_at is null
      and f.deleted_at is null and f.subject_kind = 'matter' and f.subject_id = of_matter and f.width is not null
      and p.content -> 'photos' @> jsonb_build_array(jsonb_build_object('id', of_file));
  end;

-- A browser that wants to hear when a published matter changes. Nobody is known by it: no account, no address, no name. The endpoint is a
-- secret of that browser, so requests can add one and take one away that they know, and read none.
create table publication_follow (
  body_id uuid not null,
  matter_id uuid not null,
  id uuid not null,
  endpoint text not null,
  keys jsonb not null,
  made_at timestamptz not null,
  -- The event that it was told of last, so that a repeated job tells nobody twice.
  told_event uuid,
  primary key (body_id, matter_id, id),
  unique (body_id, matter_id, endpoint),
  foreign key (body_id, matter_id) references publication (body_id, matter_id) on delete cascade
);
create index publication_follow_endpoint on publication_follow (endpoint);
alter table publication_follow enable row level security;
alter table publication_follow force row level security;
create policy publication_follow_worker on publication_follow to luzhitong_worker using (true) with check (true);
create policy publication_follow_guard on publication_follow to luzhitong_guard using (true) with check (true);
grant select, insert, update, delete on publication_follow to luzhitong_worker, luzhitong_guard;

create function follow_published(of_body uuid, of_matter uuid, new_id uuid, by_endpoint text, with_keys jsonb, at timestamptz, most int) returns boolean
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    insert into publication_follow (body_id, matter_id, id, endpoint, keys, made_at)
    select p.body_id, p.matter_id, new_id, by_endpoint, with_keys, at
    from publication p
    where p.body_id = of_body and p.matter_id = of_matter and p.withdrawn_at is null
      and (select count(*) from publication_follow f where f.endpoint = by_endpoint) < most
    on conflict (body_id, matter_id, endpoint) do update set keys = excluded.keys
    returning true;
  end;
create function unfollow_published(of_body uuid, of_matter uuid, by_endpoint text) returns boolean
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    delete from publication_follow f where f.body_id = of_body and f.matter_id = of_matter and f.endpoint = by_endpoint returning true;
  end;

alter function published_ledger(uuid[], uuid[]) owner to luzhitong_guard;
alter function published_courses(uuid[], uuid[]) owner to luzhitong_guard;
alter function published_photo(uuid, uuid, uuid) owner to luzhitong_guard;
alter function follow_published(uuid, uuid, uuid, text, jsonb, timestamptz, int) owner to luzhitong_guard;
alter function unfollow_published(uuid, uuid, text) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
revoke all on function follow_published(uuid, uuid, uuid, text, jsonb, timestamptz, int), unfollow_published(uuid, uuid, text) from public;
grant execute on function follow_published(uuid, uuid, uuid, text, jsonb, timestamptz, int), unfollow_published(uuid, uuid, text) to luzhitong_app, luzhitong_worker;
