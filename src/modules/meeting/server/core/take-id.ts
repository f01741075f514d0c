import { meetingProblem } from '../../contract/problems.ts';

/**
 * For a row that is written under an id which the client made, `on conflict do nothing returning id`: where nothing came back, the id stands for
 * something else already that the actor may not even know of. Throws `meeting.changed-meanwhile`.
 */
export function refuseTakenId(written: { readonly id: string } | undefined): void {
  if (!written) throw meetingProblem('meeting.changed-meanwhile');
}
