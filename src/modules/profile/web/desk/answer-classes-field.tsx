import { answerOutcomes, answerSchemes, type AnswerClass, type AnswerOutcome } from '../../contract/sheet/answer.ts';

interface AnswerClassesFieldProps {
  readonly value: readonly AnswerClass[];
  readonly onChange: (value: readonly AnswerClass[]) => void;
}

/** The classes of answers: begin from a scheme in use somewhere, then fit the wording. */
export function AnswerClassesField({ value, onChange }: AnswerClassesFieldProps) {
  return (
    <>
      <div className="choices" role="group" aria-label="从通行的分类开始">
        {Object.entries(answerSchemes).map(([code, scheme]) => (
          <button key={code} type="button" aria-pressed={isScheme(value, scheme.classes)} onClick={() => onChange([...scheme.classes])}>
            {scheme.label}
          </button>
        ))}
      </div>
      <table className="small-table classes-table">
        <thead>
          <tr>
            <th style={{ width: 44 }}>类别</th>
            <th>怎样表述</th>
            <th style={{ width: 116 }}>办理结果</th>
            <th style={{ width: 76 }}>承诺台账</th>
          </tr>
        </thead>
        <tbody>
          {value.map((one, index) => (
            <ClassRow
              key={one.code}
              one={one}
              place={index + 1}
              onChange={(part) => onChange(value.map((other, at) => (at === index ? { ...one, ...part } : other)))}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

function ClassRow({ one, place, onChange }: { one: AnswerClass; place: number; onChange: (part: Partial<AnswerClass>) => void }) {
  const named = (what: string) => `第 ${place} 类，${what}`;
  return (
    <tr>
      <td>{one.letter ?? '不标'}</td>
      <td>
        <input
          className="input"
          aria-label={named('怎样表述')}
          value={one.label}
          onChange={(event) => onChange({ label: event.target.value })}
        />
      </td>
      <td>
        <select
          className="pick"
          aria-label={named('办理结果')}
          value={one.outcome}
          onChange={(event) => onChange({ outcome: event.target.value as AnswerOutcome })}
        >
          {Object.entries(answerOutcomes).map(([outcome, words]) => (
            <option key={outcome} value={outcome}>
              {words}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          type="checkbox"
          className="ck"
          aria-label={named('计入承诺事项台账')}
          checked={one.commits}
          onChange={() => onChange({ commits: !one.commits })}
        />
      </td>
    </tr>
  );
}

function isScheme(value: readonly AnswerClass[], classes: readonly AnswerClass[]): boolean {
  return JSON.stringify(value) === JSON.stringify(classes);
}
