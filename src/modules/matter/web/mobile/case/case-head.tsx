import { kinds } from '../../../contract/kinds/index.ts';
import { raiserWord } from '../../../contract/public-words.ts';
import type { CaseView } from '../../../contract/views.ts';
import { lookOfMark, others, wordsOfKind } from '../../shared/index.ts';
import { Line } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { StateChip } from '#platform/web/shared/state.tsx';

/** Number, state, title, who raised it and when. */
export function CaseHead({ found, mine }: { readonly found: CaseView; readonly mine: boolean }) {
  const { matter } = found;
  const look = lookOfMark(matter.mark);
  const openness = found.text.find((field) => field.name === 'openness')?.value;
  return (
    <div className="head case-head">
      <div className="case-number">
        <span className="second wrap">{matter.number ?? found.kindName}</span>
        <StateChip state={look.state} icon={look.icon}>
          {matter.stateLabel}
        </StateChip>
      </div>
      <h2>
        {matter.title}
        {matter.key && <span className="tag">重点督办</span>}
      </h2>
      <p className="second wrap">{raiserWords(found, mine)}</p>
      <p className="second wrap">
        <Line
          words={[
            matter.submittedAt ? `${dayWords(matter.submittedAt)}提出` : `${dayWords(matter.changedAt)}保存`,
            typeof openness === 'string' && openness,
            matter.published && '已向社会公开',
            matter.field,
            ...found.honours,
            found.collective && `以${found.collective}名义`,
            found.committee && `${found.committee}研究`,
          ]}
        />
      </p>
    </div>
  );
}

function raiserWords(found: CaseView, mine: boolean): string {
  const { author, kind } = found.matter;
  const words = wordsOfKind(kind);
  // Others follow a matter of days that one reported alone; matters of months are signed.
  const followed = found.parties.some((party) => party.role === 'follower') || kinds[kind]?.acts['invite'] === undefined;
  const more = others(found.matter);
  const joined = more > 0 ? `，${more} 位${followed ? `${raiserWord(kinds[kind]?.bodyKind ?? 'congress')}一起跟进` : words.signer}` : '';
  if (mine) return `${followed ? '我反映的' : `我是${words.author}`}${joined}`;
  return author ? `${words.author} ${author.name}（${author.title}）${joined}` : words.full;
}
