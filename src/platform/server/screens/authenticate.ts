import { platformProblem } from '../../contract/problem.ts';
import type { Database } from '../database.ts';
import type { Authenticate } from '../http/register.ts';
import { findScreen, screenActor } from './registry.ts';
import { proofIn } from './screen-token.ts';

/**
 * Lets paired screens in beside people: a request whose seat (`x-seat`) is the screen in its cookie is the screen's, every other one is left
 * to `people`. So a browser in an office may be a screen in one window while somebody is signed in in another.
 */
export function withScreens(database: Database, people: Authenticate): Authenticate {
  return async (request) => {
    const proof = proofIn(request.headers.cookie);
    if (!proof || request.headers['x-seat'] !== proof.id) return await people(request);
    const screen = await findScreen(database, proof);
    if (!screen) throw platformProblem('actor.unauthenticated');
    return screenActor(screen);
  };
}
