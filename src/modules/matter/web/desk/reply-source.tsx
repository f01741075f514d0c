import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import type { CaseView, HandlingView } from '../../contract/views.ts';
import { openClocks, talkTitle } from '../shared/index.ts';
import { CaseClock } from './clock-words.tsx';
import { keyed } from './keyed.ts';

/** The numbered demands of a matter: the items of its lists. */
export function demandsOf(view: CaseView): readonly string[] {
  return view.text.flatMap((part) => (part.input === 'list' && Array.isArray(part.value) ? (part.value as string[]) : []));
}

interface ReplySourceProps {
  readonly view: CaseView;
  readonly handling: HandlingView;
  readonly answered: ReadonlySet<number>;
  /** Writes an outline by demands into the draft; left out where something is written already. */
  readonly onSkeleton: (() => void) | undefined;
}

/** What the reply has to answer: demands with whether the draft has a paragraph for each, what was said at meetings, what others gave. */
export function ReplySource({ view, handling, answered, onSkeleton }: ReplySourceProps) {
  const rating = handling.ratings.findLast((one) => one.side === 'proposer' && !one.sealed);
  return (
    <>
      <Demands view={view} answered={answered} onSkeleton={onSkeleton} />
      {rating?.reason && (
        <Section title="上次为什么不满意">
          <p className="cite digest-quote bad">
            {rating.reason}
            <br />
            <span className="s">
              {rating.person.name} {dayWords(rating.at)}
            </span>
          </p>
        </Section>
      )}
      {view.contacts.length > 0 && <Meetings view={view} />}
      <Opinions view={view} handling={handling} />
    </>
  );
}

function Demands({ view, answered, onSkeleton }: Omit<ReplySourceProps, 'handling'>) {
  const demands = demandsOf(view);
  const prose = demands.length === 0 ? view.text.filter((part) => part.input === 'text' && part.value) : [];
  return (
    <Section
      title="要回应的建议"
      note={demands.length > 0 ? `按段首序号对照，已有 ${answered.size} / ${demands.length} 条` : undefined}
      act={
        onSkeleton &&
        demands.length > 0 && (
          <Button small onPress={onSkeleton}>
            按条列提纲
          </Button>
        )
      }
    >
      {keyed(demands).map(({ key, place, item }) => (
        <div key={key} className={answered.has(place) ? 'psg' : 'psg gap'}>
          <div className="lab">
            <span className="n">{place + 1}</span>
            <span className={answered.has(place) ? 'right clk done' : 'right clk soon'}>
              <Icon name={answered.has(place) ? 'tick' : 'half'} />
              {answered.has(place) ? '有对应段落' : '未见对应段落'}
            </span>
          </div>
          <div className="prose">{item}</div>
        </div>
      ))}
      {prose.map((part) => (
        <div key={part.name} className="psg">
          <div className="lab">{part.label}</div>
          <div className="prose">{String(part.value)}</div>
        </div>
      ))}
    </Section>
  );
}

function Meetings({ view }: { view: CaseView }) {
  const { contacts } = view;
  return (
    <Section title={`${talkTitle(view)}时说的`} note={`${contacts.length} 次`}>
      {contacts.map((one) => (
        <div key={one.id} className="note">
          <b>
            {momentWords(one.at)} {one.mannerLabel}
          </b>
          <br />
          {one.words}
        </div>
      ))}
    </Section>
  );
}

function Opinions({ view, handling }: { view: CaseView; handling: HandlingView }) {
  const others = view.handlings.filter((one) => one.id !== handling.id && !['sole', 'lead', 'separate'].includes(one.role));
  if (others.length === 0) return null;
  return (
    <Section title="会办意见" note={`${others.filter((one) => one.opinion).length} / ${others.length} 到`}>
      {others.map((one) => {
        const clock = openClocks(view.clocks).find((candidate) => candidate.handlingId === one.id && candidate.dueOn);
        return (
          <div key={one.id} className="seat-block">
            <div className="row">
              <Tag>{one.roleLabel}</Tag>
              <b>{one.unit.shortName}</b>
              <span className="right">
                {one.opinion ? <span className="s">{dayWords(one.opinion.at)}</span> : clock && <CaseClock clock={clock} />}
              </span>
            </div>
            {one.opinion ? <p>{one.opinion.words}</p> : <p className="m">意见未到。仍未到时，答复里须写明理由。</p>}
          </div>
        );
      })}
    </Section>
  );
}
