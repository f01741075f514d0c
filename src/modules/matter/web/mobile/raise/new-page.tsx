import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { addressOfRaising } from '../addresses.ts';

/** Begins a new matter: its id is made here, so that what is written is one matter from its first letter on. */
export default function NewPage() {
  const kind = usePathMember('kind');
  const [id] = useState(() => newId());
  return <Navigate to={kind === 'report' ? addressOfRaising(kind) : `/raise/${kind}/${id}`} search={{ fresh: true }} replace />;
}
