import { dayOf } from '#platform/contract/instant.ts';
import type { ActView, CaseView, HandlingView } from '../../contract/views.ts';
import type { FormValue } from './fields.tsx';
import './letter.css';

/**
 * The reply as an official letter (信函格式, GB/T 9704): red head, class letter at the top right of page one, title, salutation, body,
 * signature and date, contact, copies. The document itself is made by the server; this shows the words in their places while one writes.
 */
export function LetterPreview({
  view,
  handling,
  content,
  act,
}: {
  view: CaseView;
  handling: HandlingView;
  content: FormValue;
  act: ActView;
}) {
  const words = String(content['words'] ?? '').trim();
  const letterClass = String(content['answerClass'] ?? '');
  const label = act.fields.find((field) => field.name === 'answerClass')?.choices?.find((choice) => choice.value === letterClass)?.label;
  const promises = (content['promises'] as { words: string; dueOn: string }[] | undefined) ?? [];
  const authors = view.parties
    .filter((party) => party.role === 'lead' || (party.role === 'signer' && party.state === 'confirmed'))
    .map((party) => party.person.name);
  const opinions = view.handlings.filter((one) => one.opinion && one.id !== handling.id).map((one) => one.unit.name);
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
        {authors.length > 0 ? authors.join('、') : (view.matter.author?.name ?? '')}
        {view.matter.kind === 'proposal' ? '委员' : '代表'}：
      </p>
      <p className="letter-body">
        您提出的《{view.matter.title}》收悉。{opinions.length > 0 && `经商${opinions.join('、')}，`}现答复如下：
      </p>
      {words ? (
        words
          .split('\n')
          .filter((line) => line.trim())
          .map((line, index) => (
            <p key={index} className="letter-body">
              {line.trim()}
            </p>
          ))
      ) : (
        <p className="letter-body letter-hole">（正文还没有写）</p>
      )}
      {promises
        .filter((one) => one.words)
        .map((one, index) => (
          <p key={index} className="letter-body">
            承诺事项{promises.length > 1 ? index + 1 : ''}：{one.words}
            {one.dueOn && `（${longDay(one.dueOn)}前）`}
          </p>
        ))}
      {content['missingOpinions'] ? <p className="letter-body">说明：{String(content['missingOpinions'])}</p> : null}
      <p className="letter-body">感谢您对我们工作的关心和支持。</p>
      <div className="letter-sign">
        <p>{handling.unit.name}</p>
        <p>{longDay(dayOf(new Date()))}</p>
        <p className="letter-seal">（盖章）</p>
      </div>
      <footer>
        {content['contactName'] ? <p>联系人及电话：{String(content['contactName'])}</p> : null}
        <p>抄送：{view.matter.kind === 'proposal' ? '提案委员会' : '代表工作机构'}，政府办公室</p>
      </footer>
    </article>
  );
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

function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
