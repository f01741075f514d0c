import { defineConfig } from 'vitest/config';

const databaseSetup = ['src/platform/server/testing/vitest-setup.ts'];

/**
 * `*.test.ts` is pure and quick; `*.database.test.ts` gets a PostgreSQL database of its own (isolatedDatabase);
 * `*.browser.test.ts` drives a real browser (e2e/browser.ts).
 */
export default defineConfig({
  test: {
    // Two workers suit the smallest machine we support; a larger one is used up to what the database server likes.
    maxWorkers: process.env['CI'] ? 2 : undefined,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,scripts,bench,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.{database,browser}.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['{src,e2e}/**/*.database.test.ts'],
          globalSetup: databaseSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          // A story crosses two browsers, a server and a database; a hiccup of the machine gets one more chance, a defect fails twice.
          retry: 1,
          include: ['{src,e2e}/**/*.browser.test.ts'],
          globalSetup: ['e2e/demo-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // Two processors draw and judge this many pages at a time without making any of them late.
          maxConcurrency: 3,
        },
      },
    ],
  },
});
