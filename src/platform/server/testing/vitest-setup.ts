import { prepareTestServer } from './database.ts';

/** Vitest's `globalSetup` of the projects that need a database: one server and one template for the whole run. */
export default async function setup(): Promise<() => Promise<void>> {
  return prepareTestServer();
}
