import type { RulerDrawing } from '../../shared/index.ts';
import { dayWords } from '#platform/web/shared/dates.ts';

/** Every clock of a case on one line, with today's flag. Not drawn in the elder version, whose figures say the same. */
export function Ruler({ drawing: { marks, today, words } }: { readonly drawing: RulerDrawing }) {
  return (
    <div className="ruler case-ruler" role="img" aria-label={words}>
      <div className="ruler-bar">
        <i style={{ width: `${today}%` }} />
      </div>
      {marks.map((mark) => (
        <span key={mark.day + mark.label} className="ruler-tick" style={{ left: `${mark.at}%` }} />
      ))}
      <span className={`ruler-today ${today < 8 ? 'start' : today > 92 ? 'end' : 'middle'}`} style={{ left: `${today}%` }}>
        今天
      </span>
      {marks.map((mark) => (
        <span key={mark.label + mark.day} className={`ruler-words ${mark.lean}`} style={{ left: `${mark.at}%`, top: 48 }}>
          {mark.label}
          <br />
          {dayWords(mark.day)}
        </span>
      ))}
    </div>
  );
}
