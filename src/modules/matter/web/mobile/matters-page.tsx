import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { listMatters } from '../../contract/routes.ts';
import type { CallOf } from '#platform/contract/route.ts';
import { raisableKinds } from '../shared/index.ts';
import { addressOfRaising } from './addresses.ts';
import { FilterSheet, countFilters } from './filter-sheet.tsx';
import { MatterRow } from './matter-row.tsx';
import { useSearchMembers } from '#platform/web/mobile/address.ts';
import { LinkButton, Tool } from '#platform/web/mobile/button.tsx';
import { Choices, type Option } from '#platform/web/mobile/fields.tsx';
import { More, PullToRefresh } from '#platform/web/mobile/list.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { IconFilter, IconMatters } from '#platform/web/shared/icons.tsx';
import { usePages } from '#platform/web/shared/queries.ts';
import { useCan, useMe } from '#platform/web/shared/session.tsx';

export type MatterQuery = NonNullable<CallOf<typeof listMatters>['query']>;
type View = NonNullable<MatterQuery['view']>;

/** All matters that this seat may see, by view, filter and words. What is chosen stands in the address, so that 返回 finds it again. */
export default function MattersPage() {
  const query: MatterQuery = useSearchMembers();
  const navigate = useNavigate();
  const views = useViews();
  const view = query.view ?? (views[0]!.value as View);
  const [filtering, setFiltering] = useState(false);
  const change = (part: Partial<MatterQuery>) => void navigate({ to: '/matters', search: tidy({ ...query, ...part }), replace: true });
  const list = usePages(listMatters, { query: { ...query, view, words: useDeferredValue(query.words) } }, { keepPrevious: true });
  const filters = countFilters(query);
  const clear = () => void navigate({ to: '/matters', search: { view }, replace: true });
  const nothing = <NothingHere view={view} filtered={filters > 0 || Boolean(query.words)} onClear={clear} />;
  return (
    <Page
      title="办事"
      room
      tools={
        <>
          <OfflineChip updatedAt={list.dataUpdatedAt} />
          <Tool label={filters > 0 ? `筛选 ${filters}` : '筛选'} shows="words" icon={IconFilter} onPress={() => setFiltering(true)} />
        </>
      }
    >
      <PullToRefresh onRefresh={list.refetch}>
        <div className="section">
          <SearchBox label="搜标题、编号或姓名" value={query.words ?? ''} onChange={(words) => change({ words })} />
        </div>
        <div className="filters">
          <Choices label="看哪些" options={views} value={view} onChoose={(next) => change({ view: next as View })} />
        </div>
        <Reading result={list} rows={5} isEmpty={() => list.items.length === 0} empty={nothing}>
          {() => (
            <div className="section card flush">
              {list.items.map((matter) => (
                <MatterRow key={matter.id} matter={matter} />
              ))}
            </div>
          )}
        </Reading>
        <More {...list} />
      </PullToRefresh>
      {filtering && (
        <FilterSheet
          query={query}
          onApply={(next) => {
            change(next);
            setFiltering(false);
          }}
          onClose={() => setFiltering(false)}
        />
      )}
    </Page>
  );
}

function useViews(): readonly Option[] {
  const can = useCan();
  const { seat } = useMe();
  if (can('matter.raise')) {
    return [
      { value: 'mine', label: '我的' },
      { value: 'invitations', label: '邀我联名' },
      { value: 'drafts', label: '草稿' },
      { value: 'followed', label: '我跟进的' },
      { value: 'body', label: seat?.roles.includes('member') ? '全体委员' : '全体代表' },
    ];
  }
  const body = seat?.organisation.kind === 'congress' || seat?.organisation.kind === 'cppcc';
  return body ? [{ value: 'body', label: '全部' }] : [{ value: 'unit', label: '本单位' }];
}

interface NothingHereProps {
  readonly view: View;
  readonly filtered: boolean;
  readonly onClear: () => void;
}

function NothingHere({ view, filtered, onClear }: NothingHereProps) {
  const can = useCan();
  const first = raisableKinds(can)[0];
  if (filtered)
    return (
      <Empty
        icon={IconMatters}
        title="没有符合条件的"
        action={
          <button type="button" className="condition-act" onClick={onClear}>
            清除条件
          </button>
        }
      >
        换个词，或清除筛选条件再看。
      </Empty>
    );
  const words: Partial<Record<View, string>> = {
    mine: '您还没有提过',
    drafts: '没有没写完的',
    invitations: '没有等您决定的联名邀请',
    followed: '还没有跟进别人反映的事',
    unit: '本单位没有承办的事项',
  };
  return (
    <Empty
      icon={IconMatters}
      title={words[view] ?? '这里还没有事项'}
      action={
        (view === 'mine' || view === 'drafts') && first ? (
          <div className="section">
            <LinkButton to={addressOfRaising(first.kind)} look="edge">
              {first.words.raise}
            </LinkButton>
          </div>
        ) : undefined
      }
    />
  );
}

/** Keeps addresses short: what is empty is left out. */
function tidy(query: MatterQuery): MatterQuery {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)),
  ) as MatterQuery;
}
