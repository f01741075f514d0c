/** Most rows of one batch. */
export const mostIntakeRows = 1_000;

/** Most bytes of one file that is dropped. Apart from the routes, so that the thread that reads documents loads little. */
export const largestIntakeFile = { docx: 20 * 2 ** 20, zip: 100 * 2 ** 20, excel: 20 * 2 ** 20 } as const;
