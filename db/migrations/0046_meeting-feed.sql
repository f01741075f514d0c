-- module: meeting
-- The calendar feed of an attendee, and which changes people were told of.

-- When the people concerned were told of a change; null: not yet.
alter table meeting_change add column told_at timestamptz;
create index meeting_change_untold on meeting_change (body_id, meeting_id, id) where told_at is null;

-- Calendar programs fetch the feed without signing in: the secret in its address is all that they have.
create index attendee_private_by_feed on attendee_private (feed_token);

create policy attendee_private_feed_guard on attendee_private to luzhitong_guard using (true) with check (true);
create policy meeting_change_guard on meeting_change for select to luzhitong_guard using (true);
grant select (body_id, attendee_id, feed_token) on attendee_private to luzhitong_guard;
grant select on sitting, meeting_change to luzhitong_guard;
grant update (feed_token) on attendee_private to luzhitong_guard;
grant create on schema public to luzhitong_guard;

-- What the holder of a feed's secret is due at: his announced meeting and the entries of its programme that he is due at, cancelled ones too, each with
-- its last change. Nothing for a secret that is unknown or was renewed, or whose holder has left the meeting.
create function meeting_feed(token text)
  returns table (meeting_id uuid, meeting_title text, sitting_id uuid, title text, place text, starts_at timestamptz, ends_at timestamptz, state text,
    revision int, changed_at timestamptz)
  language sql stable security definer set search_path = public as $$
  select m.id, m.title, s.id, s.title, s.place, s.starts_at, s.ends_at, s.state, coalesce(s.revision, 0),
    greatest(m.announced_at, (select max(c.at) from meeting_change c where c.body_id = s.body_id and c.meeting_id = s.meeting_id and c.subject_id = s.id))
  from attendee_private k
  join attendee a on a.body_id = k.body_id and a.id = k.attendee_id
  join meeting m on m.body_id = a.body_id and m.id = a.meeting_id
  left join sitting s on s.body_id = m.body_id and s.meeting_id = m.id and not s.hidden and a.category = any (s.due_categories)
    and (s.due_groups = '{}' or a.group_id = any (s.due_groups)
      or exists (select from attendee_post p where p.body_id = a.body_id and p.attendee_id = a.id and p.group_id = any (s.due_groups)))
  where k.feed_token = token and length(token) >= 20 and a.left_at is null and m.state <> 'draft'
  order by s.starts_at, s.id $$;
alter function meeting_feed(text) owner to luzhitong_guard;

-- Gives the transaction's person a new feed address at a meeting; the old one is worth nothing from then on. False where he is none of its people.
create function renew_meeting_feed(of_body uuid, of_meeting uuid, new_token text) returns boolean
  language sql security definer set search_path = public as $$
  with changed as (
    update attendee_private k set feed_token = new_token from attendee a
    where a.body_id = of_body and a.meeting_id = of_meeting and a.person_id = app_person() and a.left_at is null
      and k.body_id = a.body_id and k.attendee_id = a.id
    returning 1)
  select exists (select from changed) $$;
alter function renew_meeting_feed(uuid, uuid, text) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
revoke all on function meeting_feed(text), renew_meeting_feed(uuid, uuid, text) from public;
grant execute on function meeting_feed(text), renew_meeting_feed(uuid, uuid, text) to luzhitong_app, luzhitong_worker;
