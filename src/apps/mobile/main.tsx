import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#platform/web/shared/tokens.css';
import '#platform/web/mobile/phone.css';
import { listenForInstall } from '#platform/web/mobile/install.tsx';
import { readMe } from '#modules/directory/contract/routes.ts';
import { restoreAppearance } from '#platform/web/shared/appearance.ts';
import { call } from '#platform/web/shared/call.ts';
import { makeQueryClient } from '#platform/web/shared/queries.ts';
import { keepReadings } from '#platform/web/shared/readings.ts';
import { SessionProvider } from '#platform/web/shared/session.tsx';
import { watchSignal } from '#platform/web/shared/signal.ts';
import { App } from './app.tsx';
import { registerServiceWorker } from './updates.ts';

restoreAppearance();
watchSignal();
listenForInstall();
registerServiceWorker();
const client = makeQueryClient();
const loadMe = () => call(readMe);

// What was read last time is there before the first picture, so that a start without signal shows content and not a spinner.
void keepReadings(client).finally(() => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SessionProvider load={loadMe}>
          <App />
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
});
