import { createHash } from 'node:crypto';
import { fastify } from 'fastify';
import pg from 'pg';

/**
 * The floor of `matter.write`: a bare Fastify whose two routes each call one prepared function that looks the session up, writes one row of
 * the case and one event. No rules, no rights, no clocks, no story, no audit, no repetition guard.
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
  end $$`;

interface FloorBody {
  readonly matter: string;
  readonly handling: string;
  readonly worker: string;
  readonly form: object;
}

async function serve(url: string, bodyId: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const server = fastify();
  const tokenOf = (cookie: string | undefined) =>
    createHash('sha256')
      .update(cookie!.slice(cookie!.indexOf('=') + 1))
      .digest();
  const answering = (path: string, name: string, text: string, values: (body: FloorBody) => unknown[]) =>
    server.route({
      method: 'POST',
      url: path,
      handler: async (request) => {
        await pool.query({ name, text, values: [tokenOf(request.headers.cookie), bodyId, ...values(request.body as FloorBody)] });
        return { done: true };
      },
    });
  answering('/raise', 'raise', 'select floor_raise($1, $2, $3, $4)', ({ matter, form }) => [matter, JSON.stringify(form)]);
  answering('/advance', 'advance', 'select floor_advance($1, $2, $3, $4)', ({ handling, worker }) => [handling, worker]);
  await server.listen({ port: 0, host: '127.0.0.1', backlog: 2_000 });
  process.send!({ port: (server.server.address() as { port: number }).port });
}

const [url, bodyId] = process.argv.slice(2);
if (process.send && url && bodyId) await serve(url, bodyId);
