import { useState } from 'react';
import { listTasks, readTaskSummary } from '../../contract/routes.ts';
import { wordsOfKind } from '../shared/index.ts';
import { TaskRow } from './home.tsx';
import { Choices } from '#platform/web/mobile/fields.tsx';
import { More, PullToRefresh } from '#platform/web/mobile/list.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { IconDone } from '#platform/web/shared/icons.tsx';
import { usePages, useRead } from '#platform/web/shared/queries.ts';

/** Everything that waits for me, by what is to be done. */
export default function TasksPage() {
  const [clock, setClock] = useState('');
  const [words, setWords] = useState('');
  const summary = useRead(readTaskSummary);
  const [name, kind] = clock.split(':');
  const query = { ...(name ? { clock: name } : {}), ...(kind ? { kind } : {}), ...(words ? { words } : {}) };
  const list = usePages(listTasks, { query }, { keepPrevious: true });
  const byClock = summary.data?.byClock ?? [];
  const options = [{ value: '', label: `全部 ${summary.data?.total ?? ''}` }, ...merged(byClock)];
  return (
    <Page title="等我办" tools={<OfflineChip updatedAt={list.dataUpdatedAt} />}>
      <PullToRefresh onRefresh={list.refetch}>
        <div className="section">
          <SearchBox label="搜标题、编号或姓名" value={words} onChange={setWords} />
        </div>
        {byClock.length > 1 && (
          <div className="filters">
            <Choices label="按要做的事" options={options} value={clock} onChoose={setClock} />
          </div>
        )}
        <Reading
          result={list}
          rows={5}
          isEmpty={() => list.items.length === 0}
          empty={
            <Empty icon={IconDone} title={clock || words ? '没有符合条件的' : '现在没有等您办的事'}>
              有新的事会马上通知您。
            </Empty>
          }
        >
          {() => (
            <div className="section card flush">
              {list.items.map((task) => (
                <TaskRow key={task.clock.id} task={task} />
              ))}
            </div>
          )}
        </Reading>
        <More {...list} />
      </PullToRefresh>
    </Page>
  );
}

/** What to do, each once: the same clock of two kinds is one choice where both ask for the same, else each kind has its own. */
function merged(byClock: readonly { readonly clock: string; readonly kind: string; readonly label: string; readonly count: number }[]) {
  const asksOne = (clock: string) => new Set(byClock.filter((one) => one.clock === clock).map((one) => one.label)).size === 1;
  const groups = Map.groupBy(byClock, ({ clock, kind }) => (asksOne(clock) ? clock : `${clock}:${kind}`));
  const labels = [...groups.values()].map((of) => of[0]!.label);
  return [...groups].map(([value, of]) => {
    const { label, kind } = of[0]!;
    const alone = labels.filter((one) => one === label).length === 1;
    return { value, label: `${alone ? label : `${wordsOfKind(kind).name} ${label}`} ${of.reduce((sum, one) => sum + one.count, 0)}` };
  });
}
