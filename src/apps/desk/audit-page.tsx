import { AuditLog } from '#platform/web/desk/audit-log.tsx';
import { auditWords } from './audit-words.ts';

/** The audit log in the words of the modules. */
export default function AuditPage() {
  return <AuditLog words={auditWords} />;
}
