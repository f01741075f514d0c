import { useMemo } from 'react';
import { useCan } from '#platform/web/shared/session.tsx';
import type { TerminalPage } from '#platform/web/shared/page.ts';
import { deskPages } from './pages.ts';

export interface RoomPage extends TerminalPage {
  readonly navigation: NonNullable<TerminalPage['navigation']>;
}

/** The pages that stand in the top bar for the seat in use, in order. */
export function useRooms(): readonly RoomPage[] {
  const can = useCan();
  return useMemo(
    () =>
      deskPages
        .filter((page): page is RoomPage => page.navigation !== undefined && (!page.permission || can(page.permission)))
        .sort((one, other) => one.navigation.order - other.navigation.order),
    [can],
  );
}
