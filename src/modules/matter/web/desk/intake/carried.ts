let ids: readonly string[] = [];

/** Matters that were ticked in another list, on their way to the letters. */
export const carried = {
  put: (some: readonly string[]): void => {
    ids = some;
  },
  take: (): readonly string[] => ids,
};
