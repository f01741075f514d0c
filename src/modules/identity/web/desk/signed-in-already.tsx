import { useEffect } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';

/** The sign-in's address with somebody signed in: on to where the person wanted to go. */
export default function SignedInAlready() {
  const navigate = useNavigate();
  const { returnTo }: { returnTo?: string } = useSearch({ strict: false });
  useEffect(() => {
    void navigate({ to: returnTo?.startsWith('/desk/') ? returnTo.slice('/desk'.length) : '/', replace: true });
  }, [navigate, returnTo]);
  return null;
}
