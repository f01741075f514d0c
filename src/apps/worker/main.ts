import { keepCompiled } from '#platform/server/compile-cache.ts';

// Before anything else is loaded, so that everything else is kept; see work.ts.
keepCompiled();
const { work } = await import('./work.ts');
await work();
