import { useNow } from '#platform/web/shared/now.ts';

/** The moment as an instant, a few times a minute: states that hang on the clock turn by themselves. */
export function useMinute(): string {
  return new Date(useNow()).toISOString();
}
