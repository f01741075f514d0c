import { answerOutcomes, answerSchemes, type AnswerClass, type AnswerOutcome } from '../../contract/sheet/answer.ts';

/** The classes of answers: begin from a scheme in use somewhere, then fit the wording. */
export function AnswerClassesField({ value, onChange }: { value: readonly AnswerClass[]; onChange: (value: readonly AnswerClass[]) => void }) {
  const change = (index: number, part: Partial<AnswerClass>) => onChange(value.map((one, place) => (place === index ? { ...one, ...part } : one)));
  return (
    <>
      <div className="choices" role="group" aria-label="从通行的分类开始">
        {Object.entries(answerSchemes).map(([code, scheme]) => (
          <button key={code} type="button" aria-pressed={isScheme(value, scheme.classes)} onClick={() => onChange([...scheme.classes])}>{scheme.label}</button>
        ))}
      </div>
      <table className="small-table classes-table">
        <thead><tr><th style={{ width: 44 }}>类别</th><th>怎样表述</th><th style={{ width: 116 }}>办理结果</th><th style={{ width: 76 }}>承诺台账</th></tr></thead>
        <tbody>
          {value.map((one, index) => (
            <tr key={one.code}>
              <td>{one.letter ?? '不标'}</td>
              <td><input className="input" aria-label={`第 ${index + 1} 类，怎样表述`} value={one.label} onChange={(event) => change(index, { label: event.target.value })} /></td>
              <td>
                <select className="pick" aria-label={`第 ${index + 1} 类，办理结果`} value={one.outcome} onChange={(event) => change(index, { outcome: event.target.value as AnswerOutcome })}>
                  {Object.entries(answerOutcomes).map(([outcome, words]) => <option key={outcome} value={outcome}>{words}</option>)}
                </select>
              </td>
              <td><input type="checkbox" className="ck" aria-label={`第 ${index + 1} 类，计入承诺事项台账`} checked={one.commits} onChange={() => change(index, { commits: !one.commits })} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function isScheme(value: readonly AnswerClass[], classes: readonly AnswerClass[]): boolean {
  return JSON.stringify(value) === JSON.stringify(classes);
}
