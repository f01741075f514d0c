import { uuid } from '../../contract/identifiers.ts';
import type { Actor } from '../../contract/actor.ts';
import type { Tx } from '../database.ts';

/** A kind of topic that one has to ask for: `<prefix>:<id>`. The module that owns the things registers it (`ServerModule.liveTopics`). */
export interface LiveTopic {
  readonly prefix: string;
  /** May the transaction's actor know that something happened to the thing `id`? Runs under row-level security. */
  readonly mayFollow: (tx: Tx, id: string) => Promise<boolean>;
}

/** The topics that an actor follows unasked. */
export function ownTopics(actor: Actor): string[] {
  const topics = [actor.personId && `person:${actor.personId}`];
  if (actor.bodyId && (actor.scope === 'office' || actor.scope === 'screen')) topics.push(`body:${actor.bodyId}`);
  if (actor.bodyId) topics.push(`public:${actor.bodyId}`);
  if (actor.unitId) topics.push(`unit:${actor.unitId}`);
  return topics.filter((topic) => topic !== null);
}

const mostAsked = 20;

/** Of the topics asked for (comma-separated) those that the actor may follow; the others are left out without a word. */
export async function grantedTopics(tx: Tx, kinds: readonly LiveTopic[], asked: string): Promise<string[]> {
  const granted: string[] = [];
  for (const topic of new Set(asked.split(',').slice(0, mostAsked))) {
    const [prefix, id = ''] = topic.split(':', 2);
    const kind = kinds.find((one) => one.prefix === prefix);
    if (kind && uuid.safeParse(id).success && (await kind.mayFollow(tx, id))) granted.push(`${kind.prefix}:${id}`);
  }
  return granted;
}
