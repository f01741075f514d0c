import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { kindRoutes, routeOfAct } from '../../../contract/act-routes.ts';
import { deleteDraft } from '../../../contract/routes.ts';
import { withoutFiles } from '../act/use-act.ts';
import type { Values } from '../../shared/index.ts';
import { call } from '#platform/web/shared/call.ts';
import { forgetDraft, saveDraft } from '#platform/web/shared/drafts.ts';
import { sendOrKeep, type OutgoingFile } from '#platform/web/shared/outgoing.ts';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { useOffline } from '#platform/web/shared/signal.ts';
import { uploadFile } from '#platform/web/shared/upload.ts';

export interface Raised {
  readonly bodyId: string;
  readonly matterId: string;
  readonly number: string | null;
}

/** Where what is typed is kept: on this phone, and for the person's other devices on the server. */
export interface Kept {
  readonly phone: string | null;
  readonly server: string | null;
}

/** Keeps what is typed half a second later on this phone and three seconds later on the server; text only, files go with the submission. */
export function useKeeping(kind: string, matterId: string, draft: string, values: Values, changed: boolean): Kept {
  const [kept, setKept] = useState<Kept>({ phone: null, server: null });
  const offline = useOffline();
  const busy = useRef(false);
  useEffect(() => {
    if (!changed) return undefined;
    const near = setTimeout(() => void saveDraft(draft, values).then((phone) => setKept((before) => ({ ...before, phone }))), 500);
    const far = setTimeout(() => {
      if (offline || busy.current) return;
      busy.current = true;
      call(kindRoutes[kind]!.saveDraft, { params: { matterId }, body: { form: textOnly(values) } })
        .then(
          (answer) => setKept((before) => ({ ...before, server: (answer as { savedAt: string }).savedAt })),
          () => undefined,
        )
        .finally(() => {
          busy.current = false;
        });
    }, 3_000);
    return () => {
      clearTimeout(near);
      clearTimeout(far);
    };
  }, [kind, matterId, draft, values, changed, offline]);
  return kept;
}

export interface Raising {
  readonly submit: (form: Values, title: string) => Promise<{ outcome: 'sent'; answer: Raised } | { outcome: 'kept' }>;
  /** Stores the form and asks others to sign it; needs a signal, since the text is frozen on the server. */
  readonly invite: (form: Values, people: readonly string[], words: string) => Promise<Raised>;
  readonly giveUp: () => Promise<void>;
}

/** The three ways out of a form: submit, invite co-signers, give up. */
export function useRaise(kind: string, matterId: string, bodyId: string, draft: string): Raising {
  const client = useQueryClient();
  const finish = useCallback(async () => {
    await forgetDraft(draft);
    await refreshModule(client, 'matter');
  }, [client, draft]);
  const submit: Raising['submit'] = useCallback(
    async (form, title) => {
      const { wire, files } = withoutFiles(form);
      const done = await sendOrKeep(kindRoutes[kind]!.raise, { params: { matterId }, body: { form: wire } }, { title, files });
      await finish();
      return done.outcome === 'sent' ? { outcome: 'sent', answer: done.answer as Raised } : { outcome: 'kept' };
    },
    [kind, matterId, finish],
  );
  const invite: Raising['invite'] = useCallback(
    async (form, people, words) => {
      const stored = await uploaded(form);
      await call(kindRoutes[kind]!.saveDraft, { params: { matterId }, body: { form: stored } });
      const input = { people: [...people], ...(words.trim() ? { words: words.trim() } : {}) };
      const answer = (await call(routeOfAct(kind, 'invite'), { params: { bodyId, matterId }, body: { input } })) as Raised;
      await finish();
      return answer;
    },
    [kind, matterId, bodyId, finish],
  );
  const giveUp = useCallback(async () => {
    await call(deleteDraft, { params: { matterId } }).catch(() => undefined);
    await finish();
  }, [matterId, finish]);
  return { submit, invite, giveUp };
}

function textOnly(values: Values): Values {
  const stored = Object.entries(values).map(
    ([name, value]) => [name, Array.isArray(value) ? value.filter((one) => !isFile(one)) : value] as const,
  );
  return Object.fromEntries(
    stored.filter(
      ([, value]) =>
        value !== '' && value !== undefined && value !== null && !isFile(value) && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Uploads the files of a form now and puts their ids in their place. */
async function uploaded(form: Values): Promise<Values> {
  const { wire, files } = withoutFiles(form);
  const ids = new Map<string, string>();
  for (const file of files) ids.set(`file:${file.id}`, await uploadFile(file.blob, file.name, { idempotencyKey: file.id }));
  const named = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(named) : typeof value === 'string' ? (ids.get(value) ?? value) : value;
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [name, named(value)]));
}

function isFile(value: unknown): value is OutgoingFile {
  return value !== null && typeof value === 'object' && 'blob' in value;
}
