-- module: meeting
-- A place where codes are scanned: the door of a sitting, registration, a meal, a coach, a zone (FIELD §2).
create table check_list (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('sitting', 'registration', 'pack', 'meal', 'coach', 'door')),
  sitting_id uuid,
  -- The ride that is boarded, of the coach that people have places on.
  coach_id uuid,
  trip_id uuid,
  title text not null,
  opens_at timestamptz,
  closes_at timestamptz,
  -- Whose code is right here: these categories, of these groups only where some are named.
  due_categories text[] not null default '{member}',
  due_groups uuid[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_at timestamptz,
  -- Grows with every change of the list or its people, so that a device knows that its copy is old.
  revision int not null default 1,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade,
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete cascade
);
-- A sitting has one list; so has a ride.
create unique index check_list_sitting on check_list (body_id, sitting_id) where sitting_id is not null;
create unique index check_list_trip on check_list (body_id, trip_id) where trip_id is not null;
create index check_list_of on check_list (body_id, meeting_id, id);

-- A phone or tablet that scans for one meeting, enrolled by a code.
create table scanner (
  body_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  name text not null,
  -- What the desk shows until a device has typed or read it; then the device's own token takes its place.
  code_hash bytea,
  code_until timestamptz,
  token_hash bytea,
  device text not null default '',
  -- The lists that it may scan for; none named: all of the meeting.
  check_list_ids uuid[] not null default '{}',
  made_by text not null,
  made_at timestamptz not null,
  enrolled_at timestamptz,
  last_seen_at timestamptz,
  -- Clock of the device minus clock of the server, as last measured, with how sure it is (half of the round trip).
  offset_ms int,
  offset_within_ms int,
  -- What it last said of itself: scans that it still keeps, and since when it has been without the server.
  queued int not null default 0,
  queued_since timestamptz,
  ended_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, meeting_id) references meeting (body_id, id) on delete cascade
);
create index scanner_token on scanner (token_hash);
create index scanner_code on scanner (code_hash) where code_hash is not null;
create index scanner_of on scanner (body_id, meeting_id);

-- Every attempt, refused ones too. The nonce makes a repetition the same row.
create table scan (
  body_id uuid not null,
  check_list_id uuid not null,
  nonce uuid not null,
  meeting_id uuid not null,
  scanner_id uuid,
  attendee_id uuid,
  means text not null check (means in ('personal', 'badge', 'hall', 'staff', 'list')),
  -- What the code said, without its signature; kept for unknown codes too.
  code text not null default '',
  status text not null check (status in ('accepted', 'redeemed', 'unknown', 'product', 'expired', 'closed', 'forced')),
  -- force_sent: the device had shown green already; forced: that overruled a refusal.
  force_sent boolean not null default false,
  forced boolean not null default false,
  offline boolean not null default false,
  device_at timestamptz not null,
  offset_ms int,
  server_at timestamptz not null,
  by_name text not null default '',
  words text not null default '',
  primary key (body_id, check_list_id, nonce),
  foreign key (body_id, check_list_id) references check_list (body_id, id) on delete cascade
);
create index scan_recent on scan (body_id, meeting_id, server_at desc, nonce desc);
-- What one person tried at one list: how often somebody guesses at the hall's figures.
create index scan_of on scan (body_id, check_list_id, attendee_id);

-- Who is in: one row for each person and list, made by the first accepted scan.
create table presence (
  body_id uuid not null,
  check_list_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  nonce uuid not null,
  means text not null,
  -- The device's time, corrected by its offset.
  at timestamptz not null,
  taken_back_at timestamptz,
  primary key (body_id, check_list_id, attendee_id),
  foreign key (body_id, check_list_id) references check_list (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index presence_of on presence (body_id, attendee_id);

-- Two devices let one code in while at least one of them could not ask.
create table scan_conflict (
  body_id uuid not null,
  check_list_id uuid not null,
  first_nonce uuid not null,
  second_nonce uuid not null,
  meeting_id uuid not null,
  attendee_id uuid not null,
  found_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  words text not null default '',
  primary key (body_id, check_list_id, first_nonce, second_nonce),
  foreign key (body_id, check_list_id) references check_list (body_id, id) on delete cascade
);
call wall_meeting_table('check_list', 'attendees', true);
call wall_meeting_table('scanner', 'office', false);
call wall_meeting_table('scan', 'self', false);
call wall_meeting_table('presence', 'self', true);
call wall_meeting_table('scan_conflict', 'office', false);
-- A convenor sees who of his group is in.
create policy presence_convenor on presence for select to luzhitong_app using (
  attendee_id in (select a.id from attendee a where a.group_id = any ((select my_convened_groups())::uuid[])));

-- What became of everybody due at a sitting, by name: written when the sitting is closed, in the group that he then had, together with the
-- figures of sitting.outcome, which are its sums. Corrected only with a trace: [{at, byName, was, becomes, by, words}], oldest first.
create table attendance (
  body_id uuid not null,
  sitting_id uuid not null,
  attendee_id uuid not null,
  meeting_id uuid not null,
  group_id uuid,
  category text not null check (category in ('member', 'nonVoting', 'observer', 'staff', 'press', 'guest')),
  outcome text not null check (outcome in ('present', 'onLeave', 'absent')),
  -- When he came in and how; null unless present.
  at timestamptz,
  means text,
  corrections jsonb not null default '[]',
  primary key (body_id, sitting_id, attendee_id),
  foreign key (body_id, sitting_id) references sitting (body_id, id) on delete cascade,
  foreign key (body_id, attendee_id) references attendee (body_id, id) on delete cascade
);
create index attendance_of on attendance (body_id, attendee_id);
call wall_meeting_table('attendance', 'self', true);
create policy attendance_convenor on attendance for select to luzhitong_app using (group_id = any ((select my_convened_groups())::uuid[]));

-- Who is due (应到) where people of these categories, and of these groups only where some are named, are asked for at a moment: whoever left
-- the meeting later was due. The one definition; isDue (src/modules/meeting/server/core/due-rules.ts) says the same of one person, for lists
-- that devices keep. No search_path of its own, so that it is planned as part of the statement that asks.
create function people_due(of_body uuid, of_meeting uuid, categories text[], groups uuid[], moment timestamptz)
  returns table (attendee_id uuid, group_id uuid, category text) language sql stable as $$
  select a.id, a.group_id, a.category from attendee a
  where a.body_id = of_body and a.meeting_id = of_meeting and a.category = any (categories) and (a.left_at is null or a.left_at > moment)
    and (groups = '{}' or a.group_id = any (groups) or exists (
      select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any (groups))) $$;

-- How many of those due at each sitting are in, on leave or missing, by group; people who only may be there (列席、工作人员…) apart from the
-- members, who alone count. Figures without names, so everybody of the meeting and its screens may have them, though nobody but the office
-- sees another's presence or leave. For sittings that are not settled: a settled one keeps its figures. peopleOfSitting
-- (src/modules/meeting/server/presence/counts.ts) reckons the same by name.
create policy sitting_guard on sitting for select to luzhitong_guard using (true);
create policy check_list_guard on check_list for select to luzhitong_guard using (true);
create policy presence_guard on presence for select to luzhitong_guard using (true);
grant select on sitting, check_list, presence to luzhitong_guard;
create function sitting_presence(of_body uuid, of_meeting uuid, of_sittings uuid[])
  returns table (sitting_id uuid, group_id uuid, counted boolean, due int, present int, on_leave int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, d.group_id, d.category = 'member', count(*)::int, count(p.attendee_id)::int,
    (count(*) filter (where p.attendee_id is null and leave.covers))::int
  from sitting s
  cross join lateral people_due(s.body_id, s.meeting_id, s.due_categories, s.due_groups, s.starts_at) d
  left join check_list l on l.body_id = s.body_id and l.sitting_id = s.id
  left join presence p on p.body_id = l.body_id and p.check_list_id = l.id and p.attendee_id = d.attendee_id and p.taken_back_at is null
  left join lateral (
    select true as covers from leave_request r
    where r.body_id = s.body_id and r.attendee_id = d.attendee_id and r.state = 'granted' and r.from_at <= s.starts_at and r.until_at > s.starts_at
    limit 1) leave on p.attendee_id is null
  where s.body_id = of_body and s.meeting_id = of_meeting and s.id = any (of_sittings)
    and (app_scope() = 'system' or (app_scope() in ('office', 'screen') and s.body_id = app_body()) or s.meeting_id = any (my_meetings()))
  group by s.id, d.group_id, d.category = 'member' $$;
grant create on schema public to luzhitong_guard;
alter function sitting_presence(uuid, uuid, uuid[]) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
revoke all on function sitting_presence(uuid, uuid, uuid[]) from public;
grant execute on function sitting_presence(uuid, uuid, uuid[]) to luzhitong_app, luzhitong_worker;

-- Stores attempts of one meeting as src/modules/meeting/server/presence/judge-scans.ts has decided them, and answers null; or writes nothing and
-- says what that rested on and is not so any more: the lists (`doors`: their ids and versions), the people (`known`: facts_stand), what these
-- nonces and people have at the lists already (`seen`; it answers with what they have), or that somebody else stands in the line of a list.
-- It runs past the walls, because the policies of presence take longer to set up than the writing; what the office's policies of scan, presence
-- and scan_conflict say of every row (its body is the actor's, and he is its office) is asked at the beginning, and foreign keys hold lists and people to the body.
create function redeem_scans(of_body uuid, doors json, known text, seen text, lists uuid[], nonces uuid[], people uuid[], scans json, entries json, earlier json,
    conflicts json, at timestamptz) returns json
  language plpgsql security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  old_scans json;
  old_entries json;
  old_lists uuid[];
  old_people uuid[];
  stands text;
begin
  if (app_scope() = 'office' and of_body = app_body()) is not true then
    raise insufficient_privilege using message = 'redeem_scans is for the office of the body';
  end if;
  if not (select bool_and(pg_try_advisory_xact_lock(hashtextextended(d ->> 'id', 42))) from json_array_elements(doors) d) then
    return json_build_object('again', 'line');
  end if;
  -- What follows are later statements, which see all that the last one in the line has written.
  if exists (
    select from json_array_elements(doors) d
    left join check_list l on l.body_id = of_body and l.id = (d ->> 'id')::uuid
    left join sitting s on s.body_id = of_body and s.id = l.sitting_id
    where concat(l.xmin, ' ', s.xmin) <> d ->> 'version') then
    return json_build_object('again', 'lists');
  end if;
  if known is not null and not facts_stand(known) then
    return json_build_object('again', 'people');
  end if;
  select json_agg(json_build_object('list', c.check_list_id, 'nonce', c.nonce, 'attendeeId', c.attendee_id, 'status', c.status, 'forceSent', c.force_sent)
      order by c.check_list_id, c.nonce), array_agg(c.check_list_id), array_agg(c.attendee_id) into old_scans, old_lists, old_people
    from unnest(lists, nonces) as t (list, nonce) join scan c on c.body_id = of_body and c.check_list_id = t.list and c.nonce = t.nonce;
  select json_agg(json_build_object('list', p.check_list_id, 'attendeeId', p.attendee_id, 'nonce', p.nonce, 'scannerId', c.scanner_id,
      'at', floor(extract(epoch from p.at) * 1000)) order by p.check_list_id, p.attendee_id) into old_entries
    from unnest(lists || old_lists, people || old_people) as t (list, person)
    join presence p on p.body_id = of_body and p.check_list_id = t.list and p.attendee_id = t.person and p.taken_back_at is null
    left join scan c on c.body_id = of_body and c.check_list_id = p.check_list_id and c.nonce = p.nonce;
  if old_scans is not null or old_entries is not null then
    stands := json_build_object('scans', old_scans, 'entries', old_entries)::text;
  end if;
  if stands is distinct from seen then
    return json_build_object('again', 'seen', 'seen', stands);
  end if;
  insert into scan (body_id, check_list_id, nonce, meeting_id, scanner_id, attendee_id, means, code, status, force_sent, forced, offline, device_at, offset_ms,
      server_at, by_name, words)
    select of_body, c.list, c.nonce, c.meeting, c.scanner, c.attendee, c.means, c.code, c.status, c.force_sent, c.forced, c.offline, c.device_at, c.offset_ms,
      redeem_scans.at, c.by_name, c.words
    from json_to_recordset(scans) as c (list uuid, nonce uuid, meeting uuid, scanner uuid, attendee uuid, means text, code text, status text, force_sent boolean,
      forced boolean, offline boolean, device_at timestamptz, offset_ms int, by_name text, words text)
    on conflict (body_id, check_list_id, nonce) do update set status = excluded.status, force_sent = excluded.force_sent, forced = excluded.forced,
      offline = excluded.offline, attendee_id = excluded.attendee_id, server_at = excluded.server_at;
  if entries is not null then
    insert into presence (body_id, check_list_id, attendee_id, meeting_id, nonce, means, at)
      select of_body, e.list, e.attendee, e.meeting, e.nonce, e.means, e.at
      from json_to_recordset(entries) as e (list uuid, attendee uuid, meeting uuid, nonce uuid, means text, at timestamptz)
      on conflict (body_id, check_list_id, attendee_id) do update
        set nonce = excluded.nonce, means = excluded.means, at = excluded.at, taken_back_at = null where presence.taken_back_at is not null;
  end if;
  if earlier is not null then
    update presence p set at = least(p.at, e.at) from json_to_recordset(earlier) as e (list uuid, attendee uuid, at timestamptz)
      where p.body_id = of_body and p.check_list_id = e.list and p.attendee_id = e.attendee;
  end if;
  if conflicts is not null then
    insert into scan_conflict (body_id, check_list_id, first_nonce, second_nonce, meeting_id, attendee_id, found_at)
      select of_body, k.list, k.first, k.second, k.meeting, k.attendee, redeem_scans.at
      from json_to_recordset(conflicts) as k (list uuid, first uuid, second uuid, meeting uuid, attendee uuid) on conflict do nothing;
  end if;
  return null;
end $$;
create policy scan_guard on scan to luzhitong_guard using (true) with check (true);
create policy presence_guard_write on presence for insert to luzhitong_guard with check (true);
create policy presence_guard_change on presence for update to luzhitong_guard using (true) with check (true);
create policy scan_conflict_guard on scan_conflict to luzhitong_guard using (true) with check (true);
grant select, insert, update on scan to luzhitong_guard;
grant insert, update on presence to luzhitong_guard;
-- ON CONFLICT reads what it names.
grant select, insert on scan_conflict to luzhitong_guard;
grant create on schema public to luzhitong_guard;
alter function redeem_scans(uuid, json, text, text, uuid[], uuid[], uuid[], json, json, json, json, timestamptz) owner to luzhitong_guard;
revoke create on schema public from luzhitong_guard;
revoke all on function redeem_scans(uuid, json, text, text, uuid[], uuid[], uuid[], json, json, json, json, timestamptz) from public;
grant execute on function redeem_scans(uuid, json, text, text, uuid[], uuid[], uuid[], json, json, json, json, timestamptz) to luzhitong_app, luzhitong_worker;
