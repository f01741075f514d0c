import { scenesOfSitting, type SceneOrder } from '../../../contract/hall/scene.ts';
import type { SittingLine } from '../../../contract/meeting.ts';

/** Why a scene cannot go out yet; undefined where it can. */
export function missingIn(order: SceneOrder): string | undefined {
  if (scenesOfSitting.includes(order.scene) && !order.sittingId) return '请先选是哪一场会议';
  if (order.scene === 'notice' && !order.title.trim() && !order.words.trim()) return '请先写通知的标题或正文';
  return undefined;
}

/** Sittings of everybody: where a hall has screens. */
const inHalls: ReadonlySet<SittingLine['kind']> = new Set(['preparatory', 'plenary', 'presidium', 'activity']);

/** The sitting that somebody at the desk most likely means: the running one, else the next, else the last; those of everybody before those of groups. */
export function sittingAtHand(sittings: readonly SittingLine[], now: Date): string | null {
  const counted = sittings.filter((one) => one.state !== 'cancelled' && !['meal', 'registration', 'other'].includes(one.kind));
  const ofAll = counted.filter((one) => inHalls.has(one.kind));
  const from = ofAll.length > 0 ? ofAll : counted;
  const coming = from.find((one) => one.state === 'planned' && new Date(one.endsAt) > now);
  return (from.find((one) => one.state === 'running') ?? coming ?? from.at(-1))?.id ?? null;
}
