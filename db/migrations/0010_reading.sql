-- module: matter
-- Reading that row-level security kept from its indexes: @@ and coalesce are not leakproof, so under a policy PostgreSQL tries them on every
-- row instead of asking the index (docs/performance.md).

-- The matters with these words that the transaction may see, whole, so that no hit is looked at twice; of one kind and some days where they are
-- given. Nothing stands behind this function: its sight is that of matter_read, word for word. Its body is text and not BEGIN ATOMIC, so that
-- `m.*` is whatever columns the table will have.
create function matters_found(words tsquery, of_kind text, since timestamptz, until timestamptz) returns setof matter
  language sql stable security definer set search_path = public, pg_temp rows 300 as $$
  select m.* from matter m
  where m.search @@ words
    and (of_kind is null or m.kind = of_kind) and (since is null or m.submitted_at >= since) and (until is null or m.submitted_at <= until)
    and (
      m.body_id = (select app_body()) and m.submitted_at is not null
        and ((select app_scope()) = 'office' or (select app_scope()) = 'member' and m.visibility = 'body')
      or m.author_id = (select app_person())
      or (select app_unit()) is not null and exists (
        select from handling h
        where h.body_id = m.body_id and h.matter_id = m.id and h.unit_id = (select app_unit()) and h.state <> 'ended')
      or (select app_person()) is not null and exists (
        select from matter_party p where p.body_id = m.body_id and p.matter_id = m.id and p.person_id = (select app_person()))) $$;

-- The published matters with these words. Only checked copies that are not withdrawn: what everybody may read.
create function published_with(words tsquery) returns table (hit_body uuid, hit_matter uuid)
  language sql stable security definer set search_path = public, pg_temp rows 300
  begin atomic
    select p.body_id, p.matter_id from publication p where p.search @@ words and p.withdrawn_at is null;
  end;

grant create on schema public to luzhitong_guard;
alter function matters_found(tsquery, text, timestamptz, timestamptz) owner to luzhitong_guard;
alter function published_with(tsquery) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;

-- Lists by due day, by day of submission and by number, in the order of their keyset: what has none of it stands at the end.
create index matter_by_due on matter (body_id, (case when due_at is null then '9999-12-31 00:00:00+00'::timestamptz else due_at end), id)
  where submitted_at is not null;
create index matter_by_submission on matter (body_id, (case when submitted_at is null then changed_at else submitted_at end) desc, id desc)
  where submitted_at is not null;
create index matter_by_number on matter (body_id, (case when number is null then 0 else number end) desc, id desc) where submitted_at is not null;
