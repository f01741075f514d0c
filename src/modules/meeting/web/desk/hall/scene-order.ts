import { dayOf } from '#platform/contract/instant.ts';
import { scenesOfSitting, type SceneOrder } from '../../../contract/hall/scene.ts';
import type { SittingLine } from '../../../contract/meeting.ts';

/** Why a scene cannot go out yet; undefined where it can. */
export function missingIn(order: SceneOrder): string | undefined {
  if (scenesOfSitting.includes(order.scene) && !order.sittingId) return '请先选是哪一场会议';
  if (order.scene === 'notice' && !order.title.trim() && !order.words.trim()) return '请先写通知的标题或正文';
  return undefined;
}

/** The sitting that somebody at the desk most likely means: the running one, else the next of today, else the next, else the last. */
export function sittingAtHand(sittings: readonly SittingLine[], now: Date): string | null {
  const counted = sittings.filter(
    (one) => one.state !== 'cancelled' && one.kind !== 'meal' && one.kind !== 'registration' && one.kind !== 'other',
  );
  const coming = counted.filter((one) => one.state === 'planned' && new Date(one.endsAt) > now);
  const today = coming.find((one) => dayOf(new Date(one.startsAt)) === dayOf(now));
  return (counted.find((one) => one.state === 'running') ?? today ?? coming[0] ?? counted.at(-1))?.id ?? null;
}
