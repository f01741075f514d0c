/**
 * The floor's query: the same rows that a day page is made of, in one prepared statement without transaction and row-level security, put together by
 * PostgreSQL as text. Values: body, meeting, person, begin and end of the day.
 */
export const bareDay = `
  with me as materialized (select * from attendee where body_id = $1 and meeting_id = $2 and person_id = $3)
  select json_build_object(
    'meeting', (select row_to_json(m) from meeting m where m.body_id = $1 and m.id = $2),
    'me', (select row_to_json(me) from me),
    'sittings', (select json_agg(s order by s.starts_at, s.id) from sitting s where s.body_id = $1 and s.meeting_id = $2 and s.starts_at between $4 and $5),
    'agenda', (select json_agg(json_build_object('title', i.title, 'presenter', i.presenter) order by i.position) from sitting s
      join agenda_item i on i.body_id = s.body_id and i.meeting_id = s.meeting_id and i.sitting_id = s.id where s.body_id = $1 and s.meeting_id = $2 and s.starts_at between $4 and $5),
    'presence', (select json_agg(json_build_object('sitting', c.sitting_id, 'at', p.at)) from me join presence p on p.body_id = me.body_id and p.attendee_id = me.id
      join check_list c on c.body_id = p.body_id and c.id = p.check_list_id),
    'leaves', (select json_agg(l) from me join leave_request l on l.body_id = me.body_id and l.attendee_id = me.id),
    'changes', (select json_agg(c) from (select * from meeting_change c where c.body_id = $1 and c.meeting_id = $2 order by c.id desc limit 5) c),
    'seats', (select json_agg(json_build_object('seating', s.id, 'name', s.name, 'label', a.label, 'door', a.door)) from me
      join seat_assignment a on a.body_id = me.body_id and a.attendee_id = me.id join seating s on s.body_id = a.body_id and s.id = a.seating_id where s.state = 'published'),
    'trips', (select json_agg(json_build_object('trip', t.id, 'coach', c.number, 'stops', t.stops, 'at', t.departs_at) order by t.departs_at) from me
      join coach_seat s on s.body_id = me.body_id and s.attendee_id = me.id join coach c on c.body_id = s.body_id and c.id = s.coach_id
      join coach_trip t on t.body_id = c.body_id and t.coach_id = c.id),
    'lodging', (select row_to_json(l) from me join lodging l on l.body_id = me.body_id and l.attendee_id = me.id),
    'papers', (select json_agg(json_build_object('id', p.id, 'title', p.title, 'pages', v.pages, 'bytes', v.bytes, 'page', r.page, 'furthest', r.furthest_page) order by p.position)
      from me join paper p on p.body_id = me.body_id and p.meeting_id = me.meeting_id and p.state = 'issued'
      join paper_version v on v.body_id = p.body_id and v.paper_id = p.id and v.version = p.version
      left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = me.id),
    'notices', (select json_agg(json_build_object('id', n.id, 'title', n.title, 'urgent', n.urgent, 'read', r.read_at)) from me
      join meeting_notice_receipt r on r.body_id = me.body_id and r.attendee_id = me.id join meeting_notice n on n.body_id = r.body_id and n.id = r.notice_id where n.state = 'sent'),
    'speeches', (select json_agg(s) from me join speech s on s.body_id = me.body_id and s.attendee_id = me.id)
  )::text as day`;
