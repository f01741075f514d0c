import { useState } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { readOrganisation } from '#modules/directory/contract/routes.ts';
import { fullNumber } from '../../contract/kind-words.ts';
import type { ActView, CaseView, HandlingView } from '../../contract/views.ts';
import type { FormValue } from './fields.tsx';
import { keyed } from './keyed.ts';
import { sideOf } from './matter-marks.tsx';
import './letter.css';

interface LetterPreviewProps {
  readonly view: CaseView;
  readonly handling: HandlingView;
  readonly content: FormValue;
  readonly act: ActView;
}

/**
 * The reply as an official letter (信函格式, GB/T 9704): red head, class letter at the top right of page one, title, addressees, body,
 * signature and date, contact, copies. The document itself is made by the server; this shows the words in their places while one writes.
 */
export function LetterPreview({ view, handling, content, act }: LetterPreviewProps) {
  const contact = textOf(content['contactName']);
  const { matter } = view;
  const body = useRead(readOrganisation, { params: { id: matter.bodyId } }, { staleTime: 600_000 }).data?.name ?? '';
  const named = matter.number ? `${fullNumber(sideOf(matter.kind), body, matter.number)}${view.kindName}` : `《${matter.title}》`;
  return (
    <article className="letter" aria-label="答复函预览">
      <header>
        <p className="letter-unit">{handling.unit.name}</p>
      </header>
      <p className="letter-class">{classOf(content, act)}</p>
      <p className="letter-number">{handling.replies.at(-1)?.documentNumber ?? '（稿）'}</p>
      <h2>关于{named}的答复</h2>
      <p>{addresseesOf(view)}：</p>
      <LetterBody content={content} />
      <LetterSign name={handling.unit.name} />
      <footer>
        {contact && <p>（联系人及电话：{contact}）</p>}
        <p>抄送：按本级办理规则，见下载的答复函</p>
      </footer>
    </article>
  );
}

/** `B 类`: the letter that the choice's words begin with; bodies without letters have none. */
function classOf(content: FormValue, act: ActView): string {
  const choices = act.fields.find((field) => field.name === 'answerClass')?.choices ?? [];
  const label = choices.find((choice) => choice.value === content['answerClass'])?.label;
  return label ? (/^[A-D] 类/.exec(label)?.[0] ?? '') : '未定类别';
}

function LetterBody({ content }: { content: FormValue }) {
  const lines = textOf(content['words'])
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const promises = ((content['promises'] as { words: string; dueOn: string }[] | undefined) ?? []).filter((one) => one.words);
  return (
    <>
      {lines.length === 0 && <p className="letter-body letter-hole">（正文还没有写）</p>}
      {keyed(lines).map(({ key, item }) => (
        <p key={key} className="letter-body">
          {item}
        </p>
      ))}
      {promises.length > 0 && <p className="letter-body">承诺事项</p>}
      {keyed(promises).map(({ key, place, item }) => (
        <p key={key} className="letter-body">
          {place + 1}. {item.words}
          {item.dueOn && `（${longDay(item.dueOn)}前）`}
        </p>
      ))}
    </>
  );
}

/** Who signs and when, with the place of the seal. */
export function LetterSign({ name }: { name: string }) {
  const [today] = useState(() => dayOf(new Date()));
  return (
    <div className="letter-sign">
      <p>{name}</p>
      <p>{longDay(today)}</p>
      <p className="letter-seal">（盖章）</p>
    </div>
  );
}

function addresseesOf(view: CaseView): string {
  // What a collective filed is answered to it.
  if (view.collective) return view.collective;
  const called = sideOf(view.matter.kind) === 'congress' ? '代表' : '委员';
  const signers = view.parties.filter((party) => party.role === 'signer' && party.state === 'confirmed').map((party) => party.person.name);
  const all = view.matter.author ? [view.matter.author.name, ...signers] : signers;
  return all.map((name) => `${name}${called}`).join('、');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Prints the letter in sight alone, in the measure of the page; one in a dialog goes before one on the page below. */
export function printLetter(): void {
  const letter = document.querySelector('dialog[open] .letter') ?? document.querySelector('.letter');
  if (!letter) return;
  const root = document.createElement('div');
  root.className = 'print-root';
  root.append(letter.cloneNode(true));
  document.body.append(root);
  document.body.classList.add('printing-letter');
  window.print();
  document.body.classList.remove('printing-letter');
  root.remove();
}

/** `2026年11月23日`. */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
