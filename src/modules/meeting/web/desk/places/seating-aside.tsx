import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Key } from '#platform/web/desk/keys.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { RuleReport } from '../../../contract/places/checks.ts';
import type { Seat } from '../../../contract/places/hall.ts';
import { seatName } from '../../../contract/places/hall.ts';
import type { SeatPerson } from '../../../contract/places/seating-rules.ts';
import { isHardToMove, orderings, wantsAisle } from '../../../contract/places/seating-rules.ts';
import { GroupMark } from '../../shared/places/group-mark.tsx';
import type { Desk } from './desk-acts.ts';
import type { Seating } from './seating-state.ts';

interface AsideProps {
  readonly seating: Seating;
  readonly desk: Desk;
}

/** Who sits on the seat in focus and what is wrong there, and all rules with what does not hold. */
export function SeatingAside({ seating, desk }: AsideProps) {
  const bad = seating.reports.filter((report) => report.findings.length > 0).length;
  const rows = seating.reports.toSorted((one, other) => Number(other.findings.length > 0) - Number(one.findings.length > 0));
  return (
    <>
      <Chosen seating={seating} desk={desk} />
      <Section
        title="规则"
        note={`${String(rows.length)} 条，${bad > 0 ? `${String(bad)} 条不符` : '都符合'}`}
        act={
          <Button small onPress={() => desk.set({ open: 'rules' })}>
            规则设置
          </Button>
        }
      >
        {rows.map((report) => (
          <RuleRow key={report.rule} report={report} seating={seating} desk={desk} />
        ))}
      </Section>
    </>
  );
}

function RuleRow({ report, seating, desk }: AsideProps & { report: RuleReport }) {
  const { findings } = report;
  const bad = findings.length > 0;
  return (
    <div className="rule-row">
      <span className={bad ? 'bad' : 'ok'}>
        <Icon name={bad ? 'late' : 'tick'} label={bad ? '不符' : '符合'} />
      </span>
      <div>
        <span className={bad ? 'b' : undefined}>{report.title}</span>
        {!bad && report.note && <div className="s">{report.note}</div>}
        {findings.slice(0, 4).map((finding) => (
          <button key={finding.words} type="button" className="finding" onClick={() => desk.showFinding(finding)}>
            {finding.words}
          </button>
        ))}
        {findings.length > 4 && <div className="s">还有 {findings.length - 4} 处</div>}
      </div>
      {bad && seating.isDraft && (
        <button type="button" className="lk s" onClick={() => seating.mend(findings[0]!)}>
          修复
        </button>
      )}
    </div>
  );
}

function Chosen({ seating, desk }: AsideProps) {
  const person = seating.byId.get(desk.person ?? seating.seated.get(desk.focus ?? '') ?? '');
  const seat = seating.hall.byKey.get((person ? seating.seatOf.get(person.id) : desk.focus) ?? '');
  if (desk.selected.size > 1)
    return (
      <Section title="选中的座位" note={`${String(desk.selected.size)} 个`}>
        <div className="row wrap">
          <Button small keys="l" onPress={desk.lock}>
            锁定、放开
          </Button>
          <Button small keys="Delete" onPress={desk.clear}>
            清空
          </Button>
        </div>
      </Section>
    );
  if (person) return <PersonSection seating={seating} desk={desk} person={person} seat={seat} />;
  return (
    <Section title={seat ? '空座' : '选中的人'} note={seat ? undefined : '点座位，或按 / 找人'}>
      {seat ? (
        <Facts
          name={48}
          pairs={[
            ['座位', <b key="seat">{seatName(seat)}</b>],
            ['状态', seat.blocked ? '停用' : '空着'],
            ['过道', aisleWords(seat)],
          ]}
        />
      ) : (
        <p className="s">方向键在相邻的座位之间移动。</p>
      )}
    </Section>
  );
}

const aisleWords = (seat: Seat) =>
  seat.fromAisle === 0 ? '靠过道' : Number.isFinite(seat.fromAisle) ? `离过道 ${String(seat.fromAisle)} 座` : '不通过道';

interface PersonProps extends AsideProps {
  readonly person: SeatPerson;
  readonly seat: Seat | undefined;
}

function PersonSection({ seating, desk, person, seat }: PersonProps) {
  const findings = seating.findings.filter((finding) => finding.personId === person.id);
  const group = seating.view.groups.find((one) => one.id === person.groupId)?.name ?? attendeeCategories[person.category];
  return (
    <Section title="选中的人" note="按 / 找人">
      <div className="seat-person">
        <GroupMark index={seating.lookIndex(person)} size={34} />
        <div>
          <b>{person.name}</b> <span className="m">{group}</span>
          <div className="s">
            {[genders[person.gender ?? 'none'], person.title || person.unit, person.certificate && `证号 ${person.certificate}`]
              .filter(Boolean)
              .join('，')}
          </div>
        </div>
      </div>
      <PersonFacts seating={seating} desk={desk} person={person} seat={seat} />
      {seating.isDraft && <PersonActs seating={seating} desk={desk} person={person} seat={seat} />}
      {findings.map((finding) => (
        <div key={finding.words} className="fault-box">
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

function PersonFacts({ seating, person, seat }: PersonProps) {
  const { orderWithin } = seating.view.rules;
  const inGroup = seating.view.people.filter((one) => one.groupId === person.groupId && one.category === person.category);
  const rank = inGroup.filter((one) => one[orderWithin] <= person[orderWithin]).length;
  const strokes = orderWithin === 'strokes' ? `姓氏笔画 ${String(person.surnameStrokes)} 画` : orderings[orderWithin];
  const block = seat && seating.hall.plan.blocks.find((one) => one.id === seat.block)?.name;
  return (
    <Facts
      name={48}
      pairs={[
        [
          '座位',
          seat ? (
            <span key="seat">
              <b>{seatName(seat)}</b>，{block}，{aisleWords(seat)}
            </span>
          ) : (
            '还没有座位'
          ),
        ],
        ['排序', `${strokes}，团内第 ${String(rank)} 位`],
        ['身份', person.stage === null ? ranks[person.rank] : stages[person.stage]],
        ['需要', person.needs || null],
        ['锁定', seating.locked.has(person.id) ? '座位已锁定' : null],
      ]}
    />
  );
}

const stages = { chair: '执行主席', presidium: '主席台就座' } as const;
const ranks = ['团长、召集人', '副团长、副召集人', null] as const;

function PersonActs({ seating, desk, person, seat }: PersonProps) {
  return (
    <div className="row wrap acts-row">
      <Button small keys="x" onPress={() => desk.set({ tool: 'swap' })} blocked={seat ? null : '还没有座位，点一个空座就坐下'}>
        换座
      </Button>
      <Button small keys="l" onPress={desk.lock} blocked={seat ? null : '还没有座位'}>
        {seating.locked.has(person.id) ? '放开' : '锁定'}
      </Button>
      {!isHardToMove(person.needs) && (
        <Button small onPress={() => desk.toggleAisle(person.id)}>
          {wantsAisle(person, seating.view.rules) ? '不必靠过道' : '要靠过道'}
        </Button>
      )}
    </div>
  );
}

const genders = { male: '男', female: '女', none: '' } as const;
