import { createHash } from 'node:crypto';
import { fastify } from 'fastify';
import pg from 'pg';

/**
 * The floor of `matter.write`: a bare Fastify whose two routes each call one prepared function that looks the session up, writes one row of
 * the case and one event. No rules, no rights, no clocks, no story, no audit, no repetition guard.
 *
 * Beside it a second one, to tell what of the product's cost is what it keeps and what is how it works: the same, but it writes the rows that
 * the product's act writes (story, clocks, audit entry, kept answer), of fixed words. It still looks at nothing and decides nothing.
 */
export const floorFunctions = `
  create function floor_session(token bytea) returns uuid language plpgsql stable as $$
  declare found_person uuid;
  begin
    select a.person_id into strict found_person from account_session s join account a on a.id = s.account_id
    where s.token_hash = token and s.ended_at is null and s.expires_at > now() and a.status = 'active';
    return found_person;
  end $$;
  create function floor_raise(token bytea, of_body uuid, of_matter uuid, of_form jsonb) returns void language plpgsql as $$
  declare person uuid := floor_session(token);
  begin
    insert into matter (body_id, id, kind, state, stage, title, form, author_id, created_at, changed_at, submitted_at)
    values (of_body, of_matter, 'report', 'received', 'assign', left(of_form ->> 'words', 24), of_form, person, now(), now(), now());
    insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
    values (of_body, gen_random_uuid(), now(), 'matter.acted', of_matter, array['matter:' || of_matter], of_form, jsonb_build_object('personId', person));
  end $$;
  create function floor_advance(token bytea, of_body uuid, of_handling uuid, worker uuid) returns void language plpgsql as $$
  declare person uuid := floor_session(token);
  begin
    update handling set received_at = now(), worker_id = worker where body_id = of_body and id = of_handling;
    insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
    values (of_body, gen_random_uuid(), now(), 'matter.acted', of_handling, array['matter:' || of_handling], '{}', jsonb_build_object('personId', person));
  end $$;
  create function floor_close(of_body uuid, of_matter uuid, person uuid, act text, told jsonb, request_key text) returns void language plpgsql as $$
  begin
    insert into matter_history (body_id, id, matter_id, revision, at, act, label, line, actor_id, actor_name, organisation_id, organisation_name, audience)
    select of_body, gen_random_uuid(), of_matter, revision, now(), act, '派单', '第2街道基层治理中心派李强处置。', person, '第2街道基层治理中心王静', of_body,
      '第2街道基层治理中心', 'all' from matter where body_id = of_body and id = of_matter;
    insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
    values (of_body, gen_random_uuid(), now(), 'matter.acted', of_matter, array['matter:' || of_matter, 'body:' || of_body, 'person:' || person], told,
      jsonb_build_object('personId', person, 'name', '王静', 'organisationId', of_body, 'seatId', person));
    insert into audit_entry (body_id, id, at, account_id, person_id, actor_name, organisation_id, act, subject_kind, subject_id, detail, request_id)
    values (of_body, gen_random_uuid(), now(), person, person, '王静', of_body, act, 'matter', of_matter,
      jsonb_build_object('to', 'handling', 'from', 'received', 'input', md5(act)), request_key);
    insert into request_record (account_id, key, route, fingerprint, answer, at)
    values (person, request_key, act, sha256(act::bytea), jsonb_build_object('state', 'handling', 'bodyId', of_body, 'matterId', of_matter, 'revision', 2), now());
  end $$;
  create function floor_clock(of_body uuid, of_matter uuid, of_handling uuid, name text, holder uuid, due timestamptz) returns void language plpgsql as $$
  begin
    insert into matter_clock (body_id, id, matter_id, kind, handling_id, clock, holder_kind, holder_id, holder_name, started_on, due_on, due_at,
      explanation, state, next_turn_at, opened_at)
    values (of_body, gen_random_uuid(), of_matter, 'report', of_handling, name, 'unit', holder, '第2街道基层治理中心', current_date, due::date, due,
      case when due is null then null else jsonb_build_object('due', due::date, 'rule', 'civil-code-201-203/1', 'period', jsonb_build_object('unit', 'workingDay', 'amount', 5)) end,
      'running', due - interval '1 day', now());
  end $$;
  create function floor_raise_rows(token bytea, of_body uuid, of_matter uuid, of_form jsonb, unit uuid, told jsonb, request_key text) returns void language plpgsql as $$
  declare
    person uuid := floor_session(token);
    share uuid := gen_random_uuid();
  begin
    insert into matter (body_id, id, kind, state, stage, title, form, author_id, author_name, created_at, changed_at, submitted_at, due_at, revision, lon, lat, address, category)
    values (of_body, of_matter, 'report', 'received', 'assign', left(of_form ->> 'words', 24), of_form, person, '林知', now(), now(), now(),
      now() + interval '5 days', 1, 100.27, 0.5, '荷厅路4号附近', 'water.sewer');
    insert into matter_text (body_id, matter_id, version, title, form, fingerprint, frozen_at)
    values (of_body, of_matter, 1, left(of_form ->> 'words', 24), of_form, sha256(token), now());
    insert into handling (body_id, id, matter_id, unit_id, unit_name, unit_short_name, role, state, assigned_at)
    values (of_body, share, of_matter, unit, '第2街道基层治理中心', '第2街道基层治理中心', 'sole', 'assigned', now());
    perform floor_clock(of_body, of_matter, share, 'dispatch', unit, now() + interval '1 day');
    perform floor_clock(of_body, of_matter, share, 'objection', unit, now() + interval '2 days');
    perform floor_clock(of_body, of_matter, share, 'reply', unit, now() + interval '5 days');
    perform floor_close(of_body, of_matter, person, 'submit', told, request_key);
  end $$;
  create function floor_advance_rows(token bytea, of_body uuid, of_matter uuid, of_handling uuid, worker uuid, told jsonb, request_key text) returns void language plpgsql as $$
  declare person uuid := floor_session(token);
  begin
    update matter set state = 'handling', stage = 'handle', revision = revision + 1, changed_at = now() where body_id = of_body and id = of_matter;
    update handling set state = 'dispatched', received_at = now(), worker_id = worker, worker_name = '李强' where body_id = of_body and id = of_handling;
    update matter_clock set ended_at = now(), outcome = 'metOnTime', state = 'metOnTime', card = 'none', next_turn_at = null, next_reminder_at = null
      where body_id = of_body and matter_id = of_matter and clock in ('dispatch', 'objection') and ended_at is null;
    perform floor_clock(of_body, of_matter, of_handling, 'work', worker, null);
    perform floor_close(of_body, of_matter, person, 'dispatch', told, request_key);
  end $$`;

/** What an act tells its readers: about as much as the product's. */
const told = JSON.stringify({
  to: 'handling',
  act: 'dispatch',
  from: 'received',
  kind: 'report',
  words: {
    due: '3月27日',
    lead: '第2街道基层治理中心',
    actor: '第2街道基层治理中心王静',
    place: '砚池社区旁',
    state: '处置中',
    title: '汀兰路爆管喷水整片停水',
  },
  people: { author: ['01a20a46-d808-73a7-a2bb-1ced1d0104fd'], worker: ['01a20a46-d7f6-7061-8913-f6de2cf97941'] },
  historyId: '01a20a95-abab-70a2-a597-3d7c98cb7c3e',
});

interface FloorBody {
  readonly matter: string;
  readonly handling: string;
  readonly worker: string;
  readonly form: object;
  readonly body: string;
  readonly unit: string;
}

async function serve(url: string, bodyId: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const server = fastify();
  const tokenOf = (cookie: string | undefined) =>
    createHash('sha256')
      .update(cookie!.slice(cookie!.indexOf('=') + 1))
      .digest();
  const answering = (path: string, name: string, text: string, values: (body: FloorBody, key: unknown) => unknown[]) =>
    server.route({
      method: 'POST',
      url: path,
      handler: async ({ headers, body }) => {
        await pool.query({ name, text, values: [tokenOf(headers.cookie), ...values(body as FloorBody, headers['idempotency-key'])] });
        return { done: true };
      },
    });
  answering('/raise', 'raise', 'select floor_raise($1, $2, $3, $4)', ({ matter, form }) => [bodyId, matter, JSON.stringify(form)]);
  answering('/advance', 'advance', 'select floor_advance($1, $2, $3, $4)', ({ handling, worker }) => [bodyId, handling, worker]);
  answering('/raise-rows', 'raise-rows', 'select floor_raise_rows($1, $2, $3, $4, $5, $6, $7)', ({ matter, form, unit }, key) => {
    return [bodyId, matter, JSON.stringify(form), unit, told, key];
  });
  answering('/advance-rows', 'advance-rows', 'select floor_advance_rows($1, $2, $3, $4, $5, $6, $7)', (asked, key) => {
    return [asked.body, asked.matter, asked.handling, asked.worker, told, key];
  });
  await server.listen({ port: 0, host: '127.0.0.1', backlog: 2_000 });
  process.send!({ port: (server.server.address() as { port: number }).port });
}

const [url, bodyId] = process.argv.slice(2);
if (process.send && url && bodyId) await serve(url, bodyId);
