import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { routeOfAct } from '../../../contract/act-routes.ts';
import type { ActView, CaseView } from '../../../contract/views.ts';
import type { Values } from '../../shared/index.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { CallOf, RouteContract } from '#platform/contract/route.ts';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { sendOrKeep, type OutgoingFile } from '#platform/web/shared/outgoing.ts';
import { refreshModule } from '#platform/web/shared/queries.ts';

/** Acts that only add something: they stay right whatever others did in between, so they carry no revision. */
const additive = new Set(['message', 'note', 'arrive', 'follow', 'addFiles', 'recordContact', 'urge']);

export interface Acting {
  /** Does an act; true where it is done or safely kept. A refusal is told in a toast. */
  readonly run: (act: ActView, input: Values) => Promise<boolean>;
  /** The same, but throws the refusal, for forms that show it at the field. */
  readonly tryRun: (act: ActView, input: Values) => Promise<void>;
}

/** Does acts to a case: at once with signal, else as soon as there is one. */
export function useAct(found: CaseView): Acting {
  const client = useQueryClient();
  const { bodyId, id: matterId, title, kind } = found.matter;
  const { revision } = found;
  const tryRun = useCallback(
    async (act: ActView, input: Values) => {
      const { wire, files } = withoutFiles(input);
      const call = {
        params: { bodyId, matterId, ...(act.targetId ? { targetId: act.targetId } : {}) },
        body: { ...(additive.has(act.act) ? {} : { revision }), input: wire },
      } as CallOf<RouteContract>;
      try {
        const done = await sendOrKeep(routeOfAct(kind, act.act), call, { title: `${act.label}：${title}`, files, bodyId });
        toast(done.outcome === 'sent' ? doneWords(act.label) : '已存手机，有信号自动发出');
      } finally {
        await refreshModule(client, 'matter');
      }
    },
    [client, bodyId, matterId, title, kind, revision],
  );
  const run = useCallback(
    async (act: ActView, input: Values) => {
      try {
        await tryRun(act, input);
        return true;
      } catch (error) {
        toast(wordsOf(error), 'fault');
        if (!(error instanceof Problem)) throw error;
        return false;
      }
    },
    [tryRun],
  );
  return { run, tryRun };
}

/** 派单 → 已派单; what already says that it happened, or that one does not, stays as it is. */
function doneWords(label: string): string {
  return label.endsWith('了') || label.startsWith('不') ? `${label}，已记下` : `已${label}`;
}

/** Takes the files out of an input: in their place stand names by which the queue of outgoing writes fills in the server's ids. */
export function withoutFiles(input: Values): { readonly wire: Values; readonly files: readonly OutgoingFile[] } {
  const files: OutgoingFile[] = [];
  const named = (value: unknown): unknown => {
    if (!isFile(value)) return Array.isArray(value) ? value.map(named) : value;
    files.push(value);
    return `file:${value.id}`;
  };
  return { wire: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, named(value)])), files };
}

function isFile(value: unknown): value is OutgoingFile {
  return value !== null && typeof value === 'object' && (value as Partial<OutgoingFile>).blob instanceof Blob;
}
