import { useState } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import type { ActView, CaseView, HandlingView } from '../../contract/views.ts';
import type { FormValue } from './fields.tsx';
import { keyed } from './keyed.ts';
import './letter.css';

interface LetterPreviewProps {
  readonly view: CaseView;
  readonly handling: HandlingView;
  readonly content: FormValue;
  readonly act: ActView;
}

/**
 * The reply as an official letter (信函格式, GB/T 9704): red head, class letter at the top right of page one, title, salutation, body,
 * signature and date, contact, copies. The document itself is made by the server; this shows the words in their places while one writes.
 */
export function LetterPreview({ view, handling, content, act }: LetterPreviewProps) {
  const letterClass = String(content['answerClass'] ?? '');
  const label = act.fields.find((field) => field.name === 'answerClass')?.choices?.find((choice) => choice.value === letterClass)?.label;
  const side = view.matter.kind === 'proposal' ? { person: '委员', office: '提案委员会' } : { person: '代表', office: '代表工作机构' };
  return (
    <article className="letter" aria-label="答复函预览">
      <header>
        <p className="letter-unit">{handling.unit.name}</p>
      </header>
      <div className="letter-line">
        <span>{handling.replies.at(-1)?.documentNumber ?? '发文字号盖章时填写'}</span>
        <span className="letter-class">{/^[A-D]$/.test(letterClass) ? letterClass : (label ?? '未定类别')}</span>
      </div>
      <h2>
        关于{view.matter.number ?? ''}
        {view.kindName}的答复
      </h2>
      <p>
        {addresseesOf(view)}
        {side.person}：
      </p>
      <LetterBody view={view} handling={handling} content={content} />
      <LetterSign name={handling.unit.name} />
      <footer>
        {content['contactName'] ? <p>联系人及电话：{textOf(content['contactName'])}</p> : null}
        <p>抄送：{side.office}，政府办公室</p>
      </footer>
    </article>
  );
}

function LetterBody({ view, handling, content }: Omit<LetterPreviewProps, 'act'>) {
  const lines = textOf(content['words'])
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const promises = ((content['promises'] as { words: string; dueOn: string }[] | undefined) ?? []).filter((one) => one.words);
  const opinions = view.handlings.filter((one) => one.opinion && one.id !== handling.id).map((one) => one.unit.name);
  return (
    <>
      <p className="letter-body">
        您提出的《{view.matter.title}》收悉。{opinions.length > 0 && `经商${opinions.join('、')}，`}现答复如下：
      </p>
      {lines.length === 0 && <p className="letter-body letter-hole">（正文还没有写）</p>}
      {keyed(lines).map(({ key, item }) => (
        <p key={key} className="letter-body">
          {item}
        </p>
      ))}
      {keyed(promises).map(({ key, place, item }) => (
        <p key={key} className="letter-body">
          承诺事项{promises.length > 1 ? place + 1 : ''}：{item.words}
          {item.dueOn && `（${longDay(item.dueOn)}前）`}
        </p>
      ))}
      {content['missingOpinions'] ? <p className="letter-body">说明：{textOf(content['missingOpinions'])}</p> : null}
      <p className="letter-body">感谢您对我们工作的关心和支持。</p>
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
  const people = view.parties
    .filter((party) => party.role === 'lead' || (party.role === 'signer' && party.state === 'confirmed'))
    .map((party) => party.person.name);
  return people.length > 0 ? people.join('、') : (view.matter.author?.name ?? '');
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
