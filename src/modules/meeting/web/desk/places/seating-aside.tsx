import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Key } from '#platform/web/desk/keys.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { Finding } from '../../../contract/places/checks.ts';
import { seatName } from '../../../contract/places/hall.ts';
import { orderings, wantsAisle } from '../../../contract/places/seating-rules.ts';
import { GroupMark } from '../../shared/places/group-mark.tsx';
import type { Seating } from './seating-state.ts';

export interface AsideProps {
  readonly seating: Seating;
  readonly seatKey: string | null;
  readonly personId: string | null;
  readonly selected: number;
  readonly onFinding: (finding: Finding) => void;
  readonly onSwap: () => void;
  readonly onLock: () => void;
  readonly onClear: () => void;
  readonly onAisle: (personId: string) => void;
  readonly onRules: () => void;
}

/** Who sits on the seat in focus and what is wrong there, and all rules with what does not hold. */
export function SeatingAside(props: AsideProps) {
  const { seating, onFinding, onRules } = props;
  const bad = seating.reports.filter((report) => report.findings.length > 0).length;
  const rows = [...seating.reports].sort((one, other) => Number(other.findings.length > 0) - Number(one.findings.length > 0));
  return (
    <>
      <PersonSection {...props} />
      <Section
        title="规则"
        note={bad > 0 ? `${seating.reports.length} 条，${bad} 条不符` : `${seating.reports.length} 条，都符合`}
        act={
          <Button small onPress={onRules}>
            规则设置
          </Button>
        }
      >
        {rows.map((report) => (
          <div key={report.rule} className="rule-row">
            <span className={report.findings.length > 0 ? 'bad' : 'ok'}>
              <Icon name={report.findings.length > 0 ? 'late' : 'tick'} label={report.findings.length > 0 ? '不符' : '符合'} />
            </span>
            <div>
              <span className={report.findings.length > 0 ? 'b' : undefined}>{report.title}</span>
              {report.findings.length === 0 && report.note && <div className="s">{report.note}</div>}
              {report.findings.slice(0, 4).map((finding, index) => (
                <button
                  key={`${finding.seat ?? ''}${finding.personId ?? ''}${String(index)}`}
                  type="button"
                  className="finding"
                  onClick={() => onFinding(finding)}
                >
                  {finding.words}
                </button>
              ))}
              {report.findings.length > 4 && <div className="s">还有 {report.findings.length - 4} 处</div>}
            </div>
            {report.findings.length > 0 && seating.isDraft && (
              <button type="button" className="lk s" onClick={() => seating.mend(report.findings[0]!)}>
                修复
              </button>
            )}
          </div>
        ))}
      </Section>
    </>
  );
}

function PersonSection({ seating, seatKey, personId, selected, onSwap, onLock, onClear, onAisle }: AsideProps) {
  const person = seating.byId.get(personId ?? seating.seated.get(seatKey ?? '') ?? '');
  const key = person ? seating.seatOf.get(person.id) : seatKey;
  const seat = key ? seating.hall.byKey.get(key) : undefined;
  if (selected > 1)
    return (
      <Section title="选中的座位" note={`${selected} 个`}>
        <div className="row wrap">
          <Button small keys="l" onPress={onLock}>
            锁定、放开
          </Button>
          <Button small onPress={onClear}>
            清空
          </Button>
        </div>
      </Section>
    );
  if (!person)
    return (
      <Section title={seat ? '空座' : '选中的人'} note={seat ? undefined : '点座位，或按 / 找人'}>
        {seat ? (
          <Facts
            pairs={[
              ['座位', <b key="seat">{seatName(seat)}</b>],
              ['状态', seat.blocked ? '停用' : '空着'],
              ['过道', seat.fromAisle === 0 ? '靠过道' : `离过道 ${String(seat.fromAisle)} 座`],
            ]}
          />
        ) : (
          <p className="s">方向键在相邻的座位之间移动。</p>
        )}
      </Section>
    );
  const findings = seating.findings.filter((finding) => finding.personId === person.id);
  const inGroup = seating.view.people.filter((one) => one.groupId === person.groupId && one.category === person.category);
  const rank = inGroup.filter((one) => one.strokes <= person.strokes).length;
  return (
    <Section title="选中的人" note="按 / 找人">
      <div className="seat-person">
        <GroupMark index={seating.lookIndex(person)} size={34} />
        <div>
          <b>{person.name}</b>{' '}
          <span className="m">
            {seating.view.groups.find((one) => one.id === person.groupId)?.name ?? attendeeCategories[person.category]}
          </span>
          <div className="s">
            {[genders[person.gender ?? 'none'], person.title || person.unit, person.certificate && `证号 ${person.certificate}`]
              .filter(Boolean)
              .join('，')}
          </div>
        </div>
      </div>
      <Facts
        name={48}
        pairs={[
          [
            '座位',
            seat ? (
              <span key="seat">
                <b>{seatName(seat)}</b>，{seating.hall.plan.blocks.find((block) => block.id === seat.block)?.name}，
                {seat.fromAisle === 0 ? '靠过道' : `离过道 ${String(seat.fromAisle)} 座`}
              </span>
            ) : (
              '还没有座位'
            ),
          ],
          [
            '排序',
            seating.view.rules.orderWithin === 'strokes'
              ? `姓氏笔画 ${String(person.surnameStrokes)} 画，团内第 ${String(rank)} 位`
              : orderings[seating.view.rules.orderWithin],
          ],
          [
            '身份',
            person.stage === 'chair'
              ? '执行主席'
              : person.stage === 'presidium'
                ? '主席团成员'
                : person.rank === 0
                  ? '团长、召集人'
                  : person.rank === 1
                    ? '副团长、副召集人'
                    : null,
          ],
          ['需要', person.needs || null],
          ['锁定', seating.locked.has(person.id) ? '座位已锁定' : null],
        ]}
      />
      {seating.isDraft && (
        <div className="row wrap" style={{ marginTop: 8 }}>
          <Button small keys="x" onPress={onSwap} blocked={seat ? null : '还没有座位，先点一个空座放下'}>
            换座
          </Button>
          <Button small keys="l" onPress={onLock}>
            {seating.locked.has(person.id) ? '放开' : '锁定'}
          </Button>
          {person.needs === '' && (
            <Button small onPress={() => onAisle(person.id)}>
              {wantsAisle(person, seating.view.rules) ? '不必靠过道' : '要靠过道'}
            </Button>
          )}
        </div>
      )}
      {findings.map((finding) => (
        <div key={finding.rule + finding.words} className="fault-box">
          <b>不符规则</b>：{finding.words}
          {seating.isDraft && (
            <>
              {' '}
              <button type="button" className="lk b" onClick={() => seating.mend(finding)}>
                修复
              </button>{' '}
              <Key keys="m" />
            </>
          )}
        </div>
      ))}
    </Section>
  );
}

const genders = { male: '男', female: '女', none: '' } as const;
