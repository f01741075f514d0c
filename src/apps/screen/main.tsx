import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#platform/web/shared/tokens.css';
import '#platform/web/screen/screen.css';
import { App } from './app.tsx';
import { keepAwake, startAnewAtNight, startWithoutNetwork } from './upkeep.ts';

keepAwake();
startAnewAtNight();
startWithoutNetwork();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
