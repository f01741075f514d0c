import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { addressOfRaising } from '../addresses.ts';
import { raisableKinds } from '../../shared/index.ts';
import { NotForThisBody } from './not-for-this-body.tsx';

/** Begins a new matter: its id is made here, so that what is written is one matter from its first letter on. */
export default function NewPage() {
  const kind = usePathMember('kind');
  const can = useCan();
  const [id] = useState(() => newId());
  if (!raisableKinds(can).some((one) => one.kind === kind)) return <NotForThisBody />;
  return <Navigate to={kind === 'report' ? addressOfRaising(kind) : `/raise/${kind}/${id}`} search={{ fresh: true }} replace />;
}
