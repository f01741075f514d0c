import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { MatterTables } from '../tables.ts';

/** What a member raised in a session, for whoever counts them. */
export interface Raised {
  readonly id: string;
  readonly kind: string;
  /** 建议, 议案, 提案 */
  readonly kindName: string;
  /** What the office's acceptance is called: 受理, 登记, 立案. */
  readonly acceptWord: string;
  readonly title: string;
  readonly number: string;
  /** The first proposer, or the party, sector or committee in whose name it is. */
  readonly author: string;
  /** The proposer's delegation or sector of the directory. */
  readonly memberGroupId: string | null;
  readonly at: Date;
  /** `accepted`: taken on under a number; `waiting`: not decided yet; `ended`: not taken on, withdrawn or merged before. */
  readonly standing: 'accepted' | 'waiting' | 'ended';
  readonly state: string;
}

/** 建议 and 议案 of a congress, 提案 of a CPPCC: what members raise in a session. */
const ofSessions: Readonly<Record<string, string>> = { motion: '登记', suggestion: '受理', proposal: '立案' };

/** The body's motions, suggestions and proposals that were handed in from `from` until before `until`, as they stand now, in the order in which they came. */
export async function mattersRaised(tx: Tx, of: { bodyId: string; from: Date; until: Date }): Promise<Raised[]> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['id', 'kind', 'title', 'number_text', 'author_name', 'collective', 'delegation_id', 'submitted_at', 'accepted_at', 'state'])
    .where('body_id', '=', of.bodyId)
    .where('kind', 'in', Object.keys(ofSessions))
    .where('submitted_at', '>=', of.from)
    .where('submitted_at', '<', of.until)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const { words, states } = kindOf(row.kind);
    const state = states[row.state];
    return {
      id: row.id,
      kind: row.kind,
      kindName: words.name,
      acceptWord: ofSessions[row.kind]!,
      title: row.title,
      number: row.number_text ?? '',
      author: row.collective ?? row.author_name,
      memberGroupId: row.delegation_id,
      at: row.submitted_at!,
      standing: row.accepted_at ? 'accepted' : state?.final ? 'ended' : 'waiting',
      state: state?.label ?? '',
    };
  });
}
