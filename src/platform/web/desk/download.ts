import { Problem, platformProblem, problemShape } from '../../contract/problem.ts';
import type { CallOf, RouteContract } from '../../contract/route.ts';
import { Unreachable, addressOf, seatInUse } from '../shared/call.ts';

/** Fetches the bytes of `route` in the seat in use and saves them as `name`. A plain link could not name the seat. */
export async function saveFrom<R extends RouteContract>(route: R, input: CallOf<R>, name: string): Promise<void> {
  saveAs(await bytesOf(route, input), name);
}

/** The bytes of `route` as a blob, for previews and downloads. */
export async function bytesOf<R extends RouteContract>(route: R, input: CallOf<R>): Promise<Blob> {
  const seat = seatInUse();
  const response = await fetch(addressOf(route, input), { credentials: 'same-origin', headers: seat ? { 'x-seat': seat } : {} }).catch(
    () => {
      throw new Unreachable();
    },
  );
  if (response.ok) return response.blob();
  const parsed = problemShape.safeParse(await response.json().catch(() => null));
  throw parsed.success
    ? new Problem(parsed.data.code, response.status, parsed.data.message)
    : platformProblem('server.failed', { id: String(response.status) });
}

/** Hands `blob` to the browser's downloads under `name`. */
export function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
