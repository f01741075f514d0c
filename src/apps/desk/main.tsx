import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { readMe } from '#modules/directory/contract/routes.ts';
import { KeyboardRoot } from '#platform/web/desk/keys.tsx';
import { UndoRoot } from '#platform/web/desk/undo.tsx';
import { restoreAppearance } from '#platform/web/shared/appearance.ts';
import { call } from '#platform/web/shared/call.ts';
import { makeQueryClient } from '#platform/web/shared/queries.ts';
import { SessionProvider } from '#platform/web/shared/session.tsx';
import { watchSignal } from '#platform/web/shared/signal.ts';
import { makeDeskRouter } from './router.tsx';
import '#platform/web/shared/tokens.css';
import '#platform/web/desk/desk.css';

dayjs.locale('zh-cn');
restoreAppearance();
watchSignal();
const client = makeQueryClient();
const router = makeDeskRouter();

/** A popup of antd names its own buttons unless told the desk's language. */
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <SessionProvider load={() => call(readMe)}>
        <ConfigProvider locale={zhCN} button={{ autoInsertSpace: false }}>
          <App component={false}>
            <KeyboardRoot>
              <UndoRoot>
                <RouterProvider router={router} />
              </UndoRoot>
            </KeyboardRoot>
          </App>
        </ConfigProvider>
      </SessionProvider>
    </QueryClientProvider>
  </StrictMode>,
);
