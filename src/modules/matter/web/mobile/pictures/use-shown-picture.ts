import { useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { useId } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** A picture is open over the page: whose, and the how-manieth of them. */
    readonly picture?: { readonly of: string; readonly at: number } | undefined;
  }
}

interface ShownPicture {
  readonly at: number | null;
  readonly show: (at: number) => void;
  readonly hide: () => void;
}

/** Which of a row of pictures is open. It stands in the history, so that the phone's way back closes the picture and not the page. */
export function useShownPicture(): ShownPicture {
  const id = useId();
  const router = useRouter();
  const navigate = useNavigate();
  const at = useLocation({ select: ({ state }) => (state.picture?.of === id ? state.picture.at : null) });
  const show = (next: number) =>
    void navigate({
      to: '.',
      search: true,
      params: true,
      hash: true,
      resetScroll: false,
      state: (before) => ({ ...before, picture: { of: id, at: next } }),
    });
  return { at, show, hide: () => router.history.back() };
}
