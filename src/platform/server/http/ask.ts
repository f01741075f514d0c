import { nobody } from '../../contract/actor.ts';
import { platformProblem } from '../../contract/problem.ts';
import type { AnswerOf, Ask, CallOf, RouteContract } from '../../contract/route.ts';
import type { Database } from '../database.ts';
import type { ServerModule } from '../module.ts';
import type { Call, Handler } from './bind.ts';

/**
 * Answers reading routes inside this process as nobody, for pages that are made on the server: the same input checks, the same queries and
 * the same row-level security as a citizen's browser would meet at the API. Routes that are not `public` are refused as programming errors.
 */
export function askAsNobody(database: Database, modules: readonly ServerModule[]): Ask {
  const handlers = new Map(modules.flatMap((module) => module.routes).map(({ route, handler }) => [route.id, handler]));
  return async <R extends RouteContract>(route: R, input: CallOf<R> = {}): Promise<AnswerOf<R>> => {
    const handler = handlers.get(route.id) as Handler<R> | undefined;
    if (!handler || !('read' in handler) || route.permission !== 'public')
      throw new Error(`${route.id} is no reading route for everybody.`);
    return await database.read(nobody, (tx) => handler.read(tx, parsed(route, input)));
  };
}

function parsed<R extends RouteContract>(route: R, input: CallOf<R>): Call<R> {
  const params = route.params.safeParse(input.params ?? {});
  if (!params.success) throw platformProblem('route.not-found');
  const query = route.query.safeParse(input.query ?? {});
  if (!query.success) throw platformProblem('request.invalid');
  return { params: params.data, query: query.data, body: {} } as Call<R>;
}
