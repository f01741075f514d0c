import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { kindRoutes } from '../../../contract/act-routes.ts';
import type { Place } from '../../../contract/field.ts';
import { withoutFiles } from '../act/use-act.ts';
import { placeFault } from '../place/place-field.tsx';
import { newId } from '#platform/contract/identifiers.ts';
import { toast } from '#platform/web/mobile/toast.tsx';
import { useDraft, type Draft } from '#platform/web/shared/drafts.ts';
import { sendOrKeep, type OutgoingFile } from '#platform/web/shared/outgoing.ts';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';

/** A report while it is being made. Its id is made here, so that it exists once however often it is sent. */
export interface ReportContent {
  readonly matterId: string;
  readonly words: string;
  readonly category: string | null;
  readonly place: Place | null;
  readonly files: readonly OutgoingFile[];
  readonly voice: OutgoingFile | null;
}

interface Raised {
  readonly bodyId: string;
  readonly matterId: string;
  readonly number: string | null;
}

export interface Report {
  readonly draft: Draft<ReportContent>;
  /** Starts anew. */
  readonly clear: () => void;
  readonly submit: () => Promise<{ outcome: 'sent'; answer: Raised } | { outcome: 'kept' }>;
}

/** The report being made on this phone: kept at every step, sent at once or with the next signal. */
export function useReport(): Report {
  const me = useMe();
  const client = useQueryClient();
  const [empty] = useState(emptyReport);
  const draft = useDraft<ReportContent>(`report/${me.person.id}/${me.seat?.id ?? ''}`, empty);
  const submit = async () => {
    const { matterId, words, category, place, files, voice } = draft.content;
    const { wire, files: sent } = withoutFiles({
      words: words.trim(),
      category,
      place: tidyPlace(place),
      files,
      ...(voice ? { voice } : {}),
    });
    const done = await sendOrKeep(
      kindRoutes.report!.raise,
      { params: { matterId }, body: { form: wire } },
      { title: `督事：${words.trim().slice(0, 30)}`, files: sent },
    );
    await draft.discard();
    await refreshModule(client, 'matter');
    if (done.outcome === 'kept') {
      toast('已存手机，有信号自动发出');
      return { outcome: 'kept' as const };
    }
    const answer = done.answer as Raised;
    toast(answer.number ? `已发送，${answer.number}` : '已发送');
    return { outcome: 'sent' as const, answer };
  };
  return { draft, submit, clear: () => draft.change(() => emptyReport()) };
}

const emptyReport = (): ReportContent => ({ matterId: newId(), words: '', category: null, place: null, files: [], voice: null });

/** What is missing, by field. */
export function faultsOfReport(content: ReportContent): { words?: string; place?: string; category?: string } {
  const place = placeFault(content.place);
  return {
    ...(content.words.trim().length < 4 ? { words: content.voice ? '录音之外，请再写几个字' : '请写几个字说明哪里不对' } : {}),
    ...(place ? { place } : {}),
    ...(content.category ? {} : { category: '请选类别' }),
  };
}

function tidyPlace(place: Place | null): Place | null {
  return (
    place &&
    (Object.fromEntries(Object.entries({ ...place, address: place.address.trim() }).filter(([, value]) => value !== undefined)) as Place)
  );
}
