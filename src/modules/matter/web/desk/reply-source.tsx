import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import type { CaseView, HandlingView } from '../../contract/views.ts';
import { CaseClock } from './clock-words.tsx';

/** The numbered demands of a matter: the items of its lists. */
export function demandsOf(view: CaseView): readonly string[] {
  return view.text.flatMap((part) => (part.input === 'list' && Array.isArray(part.value) ? (part.value as string[]) : []));
}

/** What the reply has to answer: demands with whether the draft has a paragraph for each, what was said at meetings, what others gave. */
export function ReplySource({
  view,
  handling,
  answered,
  onSkeleton,
}: {
  view: CaseView;
  handling: HandlingView;
  answered: ReadonlySet<number>;
  onSkeleton: (() => void) | undefined;
}) {
  const demands = demandsOf(view);
  const opinions = view.handlings.filter((one) => one.id !== handling.id && !['sole', 'lead', 'separate'].includes(one.role));
  const rating = handling.ratings.at(-1);
  return (
    <>
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
        {demands.map((demand, index) => (
          <div key={index} className={answered.has(index) ? 'psg' : 'psg gap'}>
            <div className="lab">
              <span className="n">{index + 1}</span>
              <span className="right">
                {answered.has(index) ? (
                  <span className="clk done">
                    <Icon name="tick" />
                    有对应段落
                  </span>
                ) : (
                  <span className="clk soon">
                    <Icon name="half" />
                    未见对应段落
                  </span>
                )}
              </span>
            </div>
            <div className="prose">{demand}</div>
          </div>
        ))}
        {demands.length === 0 &&
          view.text
            .filter((part) => part.input === 'text' && part.value)
            .map((part) => (
              <div key={part.name} className="psg">
                <div className="lab">{part.label}</div>
                <div className="prose">{String(part.value)}</div>
              </div>
            ))}
      </Section>
      {rating?.reason && (
        <Section title="上次为什么不满意">
          <p className="cite digest-quote">
            {rating.reason}
            <br />
            <span className="s">
              {rating.person.name} {dayWords(rating.at)}
            </span>
          </p>
        </Section>
      )}
      {view.contacts.length > 0 && (
        <Section title="面商时说的" note={`${view.contacts.length} 次`}>
          {view.contacts.map((one) => (
            <div key={one.id} className="note">
              <b>
                {momentWords(one.at)} {one.mannerLabel}
              </b>
              <br />
              {one.words}
            </div>
          ))}
        </Section>
      )}
      {opinions.length > 0 && (
        <Section title="会办意见" note={`${opinions.filter((one) => one.opinion).length} / ${opinions.length} 到`}>
          {opinions.map((one) => {
            const clock = view.clocks.find(
              (candidate) => candidate.handlingId === one.id && candidate.metAt === null && candidate.dueOn && !candidate.right,
            );
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
      )}
    </>
  );
}
