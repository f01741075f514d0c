import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { PaletteSource } from '#platform/web/desk/palette.tsx';
import type { RoomPage } from './rooms.ts';

/** Where Ctrl K finds things: the rooms of the seat, and whatever the modules can search. */
export function usePaletteSources(rooms: readonly RoomPage[]): readonly PaletteSource[] {
  const navigate = useNavigate();
  return useMemo(() => [
    { name: '去哪里', items: rooms.map((room) => ({ id: room.path, title: room.title, act: () => void navigate({ to: room.path }) })) },
  ], [rooms, navigate]);
}
