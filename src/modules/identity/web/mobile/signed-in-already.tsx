import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Frame } from '#platform/web/mobile/page.tsx';
import { Loading } from '#platform/web/shared/conditions.tsx';
import { pathInTerminal, returnPath } from './return-path.ts';

/** The address of the sign-in page for somebody who is signed in already: goes on to where the sign-in was to lead. */
export default function SignedInAlready() {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to: pathInTerminal(returnPath()), replace: true }), [navigate]);
  return (
    <Frame title="登录">
      <Loading rows={3} />
    </Frame>
  );
}
