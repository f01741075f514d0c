import { keepCompiled } from '#platform/server/compile-cache.ts';

// Before anything else is loaded, so that everything else is kept; see serve.ts.
keepCompiled();
const { serve } = await import('./serve.ts');
await serve();
