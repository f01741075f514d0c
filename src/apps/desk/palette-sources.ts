import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { listMembers, listOrganisations, listPeople } from '#modules/directory/contract/routes.ts';
import { listMatters } from '#modules/matter/contract/routes.ts';
import type { PaletteItem, PaletteSource } from '#platform/web/desk/palette.tsx';
import { call } from '#platform/web/shared/call.ts';
import { useCan, useMe } from '#platform/web/shared/session.tsx';
import type { Kind } from '#modules/matter/contract/kind.ts';
import { pagesByKind } from '#modules/matter/web/desk/index.ts';
import type { RoomPage } from './rooms.ts';

/** First letters of the rooms' names, so that `sh` finds 审核. */
const initials: Readonly<Record<string, string>> = {
  待办: 'db',
  接收: 'js',
  信息编辑: 'xxbj',
  公文: 'gw',
  重点督办: 'zddb',
  遴选评选: 'lxpx',
  年度报告: 'ndbg',
  审核: 'sh',
  交办: 'jb',
  督事: 'ds',
  事项: 'sx',
  承诺事项: 'cnsx',
  督办: 'db',
  名册: 'mc',
  机构: 'jg',
  人员: 'ry',
  届次: 'jc',
  操作记录: 'czjl',
  规则: 'gz',
  会议: 'hy',
};

/** Where Ctrl K finds things: matters and people that the seat may see, and the rooms of the desk. */
export function usePaletteSources(rooms: readonly RoomPage[]): readonly PaletteSource[] {
  const navigate = useNavigate();
  const can = useCan();
  const side = useMe().seat?.organisation.kind;
  return useMemo(() => {
    const go =
      (to: string, search: Record<string, string> = {}) =>
      () =>
        void navigate({ to, search } as never);
    const sources: (PaletteSource | false)[] = [
      can('matter.read') && { name: '事项', search: (text, signal) => foundMatters(text, signal, go) },
      can('directory.read-members') && {
        name: membersOf(side),
        search: (text, signal) => foundMembers(text, signal, go, can('directory.read-people')),
      },
      can('directory.manage-people') && { name: '人员', search: (text, signal) => foundPeople(text, signal, go) },
      can('directory.manage-organisations') && { name: '机构', search: (text, signal) => foundOrganisations(text, signal, go) },
      {
        name: '去哪里',
        items: [
          ...rooms.map((room) => ({ id: room.path, title: room.title, initials: initials[room.title], act: go(room.path) })),
          ...pagesByKind(side).flatMap(({ path, kinds }) => roomsByKind(rooms, path, kinds, go)),
          { id: '/account', title: '登录与安全', initials: 'dlyaq', act: go('/account') },
        ],
      },
    ];
    return sources.filter((source): source is PaletteSource => source !== false);
  }, [rooms, navigate, can, side]);
}

type Go = (to: string, search?: Record<string, string>) => () => void;

/** What the members of the seat's body are called; a unit meets both. */
function membersOf(side: string | undefined): string {
  return side === 'congress' ? '代表' : side === 'cppcc' ? '委员' : '代表、委员';
}

/** A page once for each of its kinds: 议案审核, 提案交办. */
function roomsByKind(rooms: readonly RoomPage[], path: string, kinds: readonly Kind[], go: Go): readonly PaletteItem[] {
  const room = rooms.find((one) => one.path === path);
  if (!room) return [];
  return kinds.map(({ kind, words }) => ({ id: `${path}?${kind}`, title: `${words.name}${room.title}`, act: go(path, { kind }) }));
}

async function foundMatters(words: string, signal: AbortSignal, go: Go): Promise<readonly PaletteItem[]> {
  const { items } = await call(listMatters, { query: { words, order: 'relevance', limit: 8 } }, { signal });
  return items.map((one) => ({
    id: one.id,
    title: `${one.shortNumber ? `${one.shortNumber} 号 ` : ''}${one.title}`,
    note: [one.author?.name, one.stateLabel].filter(Boolean).join('，'),
    act: go(`/matters/${one.bodyId}/${one.id}`),
  }));
}

async function foundMembers(text: string, signal: AbortSignal, go: Go, people: boolean): Promise<readonly PaletteItem[]> {
  const { items } = await call(listMembers, { query: { text, limit: 5 } }, { signal });
  return items.map((one) => ({
    id: one.id,
    title: one.name,
    note: `${one.groupName} ${one.positions[0] ?? ''}`,
    act: people ? go(`/people/${one.personId}`) : go('/members', { text: one.name }),
  }));
}

async function foundPeople(text: string, signal: AbortSignal, go: Go): Promise<readonly PaletteItem[]> {
  const { items } = await call(listPeople, { query: { text, limit: 5 } }, { signal });
  return items.map((one) => ({
    id: `person-${one.id}`,
    title: one.name,
    note: one.seats[0] ? `${one.seats[0].organisation.shortName} ${one.seats[0].title}` : '',
    act: go(`/people/${one.id}`),
  }));
}

async function foundOrganisations(text: string, signal: AbortSignal, go: Go): Promise<readonly PaletteItem[]> {
  const { items } = await call(listOrganisations, { query: { text, limit: 5 } }, { signal });
  return items.map((one) => ({
    id: one.id,
    title: one.name,
    note: one.shortName,
    act: go('/organisations', { text: one.name, id: one.id }),
  }));
}
