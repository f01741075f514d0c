/** The value of a `datetime-local` field for a moment, in China's time, and back. */
export const fieldOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);
export const instantOf = (field: string): string => new Date(Date.parse(`${field}:00.000Z`) - 8 * 3_600_000).toISOString();
