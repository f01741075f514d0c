import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { openBrowser } from './browser.ts';
import { User, type AccountName } from './users.ts';

/** One browser for the tests of a file, and who is at a terminal in it. */
export interface Stage {
  /** Open while tests run. */
  readonly browser: Browser;
  /**
   * Somebody of the demo city comes to a terminal, and leaves when the test ends, be it his or one that runs at the same time. Of a test that failed it is
   * told what everybody had before him.
   */
  readonly enter: (terminal: 'mobile' | 'desk', account: AccountName, options?: BrowserContextOptions) => Promise<User>;
}

/** Sets the stage for the test file that calls it: it stands before the first of its tests, and is gone after the last. */
export function setStage(): Stage {
  let browser: Browser | undefined;
  const present: User[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async ({ task }) => {
    for (const user of present.splice(0)) {
      if (task.result?.state === 'fail') console.error(await user.whereabouts());
      await user.leave();
    }
  });
  afterAll(async () => await browser?.close());
  return {
    get browser() {
      return browser!;
    },
    enter: async (...asked) => {
      const user = await User.enter(browser!, inject('demoUrl'), ...asked);
      present.push(user);
      return user;
    },
  };
}
