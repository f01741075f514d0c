import { call } from '#platform/web/shared/call.ts';
import { signOut as route } from '../../contract/routes.ts';

/** Ends the session on the server. */
export async function signOut(): Promise<void> {
  await call(route);
}
