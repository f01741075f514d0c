import { Navigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { addressOfRaising } from '../addresses.ts';

/** Begins a new matter: its id is made here, so that what is written is one matter from its first letter on. */
export default function NewPage() {
  const { kind } = useParams({ strict: false }) as { kind: string };
  const [id] = useState(() => newId());
  return <Navigate to={kind === 'report' ? addressOfRaising(kind) : `/raise/${kind}/${id}`} replace />;
}
