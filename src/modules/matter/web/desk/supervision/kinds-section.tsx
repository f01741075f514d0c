import { useGo } from '#platform/web/desk/address.ts';
import { Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { readSupervision } from '../../../contract/annual.ts';
import '../annual/annual.css';

/** Every kind of the body in one look: what is open, due soon, late, red and promised; each figure opens its list. */
export function KindsSection() {
  const reading = useRead(readSupervision, {}, { keepPrevious: true });
  const go = useGo();
  const cell = (count: number, path: string, query: Readonly<Record<string, string>>, late = false) => (
    <td>
      <button type="button" className={late && count > 0 ? 'bare figure over-words' : 'bare figure'} onClick={() => go(path, query)}>
        {count}
      </button>
    </td>
  );
  return (
    <Section title="各类事项">
      <Read of={reading} rows={3}>
        {({ kinds }) => (
          <table className="kinds-table">
            <thead>
              <tr>
                <th>类型</th>
                <th>在办</th>
                <th>临期</th>
                <th>逾期</th>
                <th>红牌</th>
                <th>承诺逾期</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((one) => (
                <tr key={one.kind}>
                  <th scope="row">{one.name}</th>
                  {cell(one.open, '/matters', { kind: one.kind, figure: 'open' })}
                  {cell(one.soon, '/matters', { kind: one.kind, mark: 'soon' })}
                  {cell(one.overdue + one.veryOverdue, '/matters', { kind: one.kind, mark: 'overdue' }, true)}
                  {cell(one.cards.red, '/matters', { kind: one.kind, mark: 'red' }, true)}
                  {one.promises ? (
                    cell(one.promises.overdue, '/commitments', { state: 'all', kind: one.kind, standing: 'overdue' }, true)
                  ) : (
                    <td className="s">没有</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Read>
    </Section>
  );
}
