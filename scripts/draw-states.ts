// npm run docs:states: writes docs/states/<kind>.md from the declarations of the kinds. draw-states.test.ts keeps the files current.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Act, Kind } from '../src/modules/matter/contract/kind.ts';
import { kinds } from '../src/modules/matter/contract/kinds/index.ts';
import type { Exploration } from '../src/modules/matter/contract/lives.ts';
import { explore } from '../src/modules/matter/contract/lives.ts';
import { relations } from '../src/modules/matter/contract/relation.ts';

/** Where the page of a kind lies. */
export const statePath = (kind: string): string => join(import.meta.dirname, '../docs/states', `${kind}.md`);

/** The page of one kind: how its cases and their handlings move, who may do what and when, which clocks run. */
export function statePage(kind: Kind): string {
  const exploration = explore(kind);
  return [
    `# ${kind.words.full}`,
    'Drawn from the declaration by `npm run docs:states`; do not edit. An arrow is an act, or several; acts that leave the state as it is stand in the table only.',
    '## 事项的状态',
    diagram(kind.states, kind.first, moves(kind, exploration)),
    '## 承办的状态',
    diagram(kind.handlingStates, 'assigned', shareMoves(kind, exploration)),
    '## 谁能做什么',
    actTable(kind),
    '## 时限',
    clockTable(kind),
    '',
  ].join('\n\n');
}

type Moves = ReadonlyMap<string, ReadonlySet<string>>;

/** The labels of the acts that lead from one state of the matter to another, by `from to`. */
function moves(kind: Kind, { lives, steps }: Exploration): Moves {
  const found = new Map<string, Set<string>>();
  for (const [key, next] of steps) for (const step of next) note(found, lives.get(key)!.state, step.to.state, kind.acts[step.act]!);
  return found;
}

/** The same for the states of handlings; one that is taken away ends. */
function shareMoves(kind: Kind, { lives, steps }: Exploration): Moves {
  const found = new Map<string, Set<string>>();
  for (const [key, next] of steps) {
    const { shares } = lives.get(key)!;
    for (const step of next) {
      const act = kind.acts[step.act]!;
      if (act.effects.includes('reassign')) for (const from of act.fromTarget ?? []) note(found, from, 'ended', act);
      else if (step.to.shares.length === shares.length)
        for (const [index, share] of shares.entries()) note(found, share.state, step.to.shares[index]!.state, act);
    }
  }
  return found;
}

function note(found: Map<string, Set<string>>, from: string, to: string, act: Act): void {
  if (from === to) return;
  const labels = found.get(`${from} ${to}`) ?? new Set();
  found.set(`${from} ${to}`, labels.add(act.label));
}

function diagram(states: Kind['states'], first: string, found: Moves): string {
  const arrows = [...found].map(([key, labels]) => {
    const [from, to] = key.split(' ');
    return `  ${from} --> ${to} : ${[...labels].toSorted().join('、')}`;
  });
  const ends = Object.entries(states).filter(([, state]) => state.final);
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...Object.entries(states).map(([name, state]) => `  state "${state.label}" as ${name}`),
    `  [*] --> ${first}`,
    ...arrows.toSorted(),
    ...ends.map(([name]) => `  ${name} --> [*]`),
    '```',
  ].join('\n');
}

function actTable(kind: Kind): string {
  const on = { matter: '事项', handling: '承办', commitment: '承诺' };
  const rows = Object.values(kind.acts).map((act) => [
    act.label,
    on[act.on],
    act.by.map((relation) => relations[relation].label).join('、'),
    act.from.map((state) => (state === '*' ? '未结束' : kind.states[state]!.label)).join('、'),
    (act.fromTarget ?? []).map((state) => kind.handlingStates[state]?.label ?? commitmentStates[state] ?? state).join('、'),
    act.fields.map((field) => `${field.label}${field.required ? '*' : ''}`).join('、'),
    [...new Set((act.tells ?? []).map((tell) => hearers[tell.to]))].join('、'),
  ]);
  return table(['做什么', '对', '谁', '事项在', '承办或承诺在', '填什么（* 必填）', '告诉'], rows);
}

const commitmentStates: Readonly<Record<string, string>> = { open: '待兑现', reported: '已回报', judged: '已评价', broken: '未兑现' };

const hearers: Readonly<Record<NonNullable<Act['tells']>[number]['to'], string>> = {
  author: '提出人',
  signers: '提出人和联名人',
  invited: '受邀人',
  rater: '评价人',
  office: '工作机构',
  handler: '承办单位',
  allHandlers: '全部承办单位',
  leadHandler: '主办单位',
  dutyDesk: '值班受理',
  worker: '承办人或网格员',
  followers: '跟进的代表',
  committee: '专门委员会',
  supervisors: '督办委员会',
};

function clockTable(kind: Kind): string {
  const holders = {
    author: '提出人',
    invited: '受邀人',
    rater: '评价人',
    office: '工作机构',
    officeLeader: '工作机构负责人',
    handler: '承办单位',
    dutyDesk: '值班受理',
    worker: '网格员',
    committee: '专门委员会',
    supervisor: '督办委员会',
  };
  const acts = Object.values(kind.acts);
  const rows = Object.entries(kind.clocks).map(([name, clock]) => [
    clock.label,
    clock.task,
    holders[clock.holder],
    typeof clock.period === 'string' ? clock.period : [...new Set(Object.values(clock.period ?? {}))].join('、'),
    clock.right ? '权利' : clock.principal ? '主期限' : '',
    acts
      .filter((act) => act.meets?.includes(name))
      .map((act) => act.label)
      .join('、'),
  ]);
  return table(['时限', '要做的事', '由谁', '参数', '', '做了这些就停'], rows);
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const kind of Object.values(kinds)) {
    mkdirSync(join(statePath(kind.kind), '..'), { recursive: true });
    writeFileSync(statePath(kind.kind), statePage(kind));
    console.log(`docs/states/${kind.kind}.md`);
  }
}
