import type { AnswerOf } from '#platform/contract/route.ts';
import type { readIntakeRow } from '../../../contract/intake.ts';

type Row = AnswerOf<typeof readIntakeRow>;

const meanings: Readonly<Record<string, string>> = {
  title: '标题',
  author: '提出人',
  signers: '联名',
  group: '代表团、界别',
  date: '时间',
  unit: '承办单位',
  heading: '小标题',
  subject: '案由',
  situation: '情况',
  analysis: '分析',
  grounds: '案据',
  measures: '建议',
};

/** The original line by line; at the margin stands what each line was taken for. */
export function Original({ row }: { row: Row }) {
  if (row.original.length === 0) return <p className="m original-none">没有读出文字。</p>;
  return (
    <article className="original" aria-label="原文">
      {saidLines(row.original).map(({ key, line, said }) => (
        <div key={key} className={`line as-${line.as ?? 'none'}`}>
          <span className="s">{said}</span>
          <p>{line.words}</p>
        </div>
      ))}
    </article>
  );
}

/** Each line with what stands beside it: the meaning where it begins, nothing while it goes on. */
function saidLines(lines: Row['original']) {
  const meaningOf = (line: Row['original'][number] | undefined) => (line?.as && line.as !== 'heading' ? (meanings[line.as] ?? null) : null);
  return lines.map((line, index) => {
    const meaning = meaningOf(line);
    // The lines of an original never change their places.
    return { key: `${index}`, line, said: meaning === meaningOf(lines[index - 1]) ? null : meaning };
  });
}
