import { newId } from '#platform/contract/identifiers.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { addGroupSittings, beginSitting, cancelSitting, restoreSitting, saveSitting } from '../../../contract/arrangement/routes.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import type { Sitting } from './sitting-words.ts';

export type SittingDraft = Omit<BodyOf<typeof saveSitting>, 'revision'>;

/** A sitting as it is saved, changed in part. */
export function draftOf(sitting: Sitting, change: Partial<SittingDraft> = {}): SittingDraft {
  const { kind, title, startsAt, endsAt, place, quorum, dueCategories, dueGroups, hidden } = sitting;
  return { kind, title, startsAt, endsAt, place, quorum, dueCategories: [...dueCategories], dueGroups: [...dueGroups], hidden, ...change };
}

/** The acts on programme entries; the last one can be taken back with Ctrl Z. A refusal is said in the key line. */
export function useSittingActs() {
  const meeting = useMeeting();
  const undo = useUndo();
  const save = useWrite(saveSitting);
  const cancel = useWrite(cancelSitting);
  const restore = useWrite(restoreSitting);
  const begin = useWrite(beginSitting);
  const groups = useWrite(addGroupSittings);
  const at = (sittingId: string) => ({ meetingId: meeting.id, sittingId });
  const refused = (error: unknown) => undo.say(wordsOf(error));

  const takeOut = async (sittingId: string, reason: string) => {
    await cancel.mutateAsync({ params: at(sittingId), body: { reason } });
  };
  return {
    busy: save.isPending || cancel.isPending || groups.isPending,
    /** Changes an entry, or adds one where `was` is null. Throws what the server refuses. */
    async save(was: Sitting | null, draft: SittingDraft, words: string, id: string = was?.id ?? newId()): Promise<void> {
      const { revision } = await save.mutateAsync({ params: at(id), body: { ...draft, revision: was?.revision ?? null } });
      undo.put({
        words,
        undo: async () => {
          if (was) await save.mutateAsync({ params: at(id), body: { ...draftOf(was), revision } });
          else await takeOut(id, '撤销新增');
        },
      });
    },
    /** The same, from a key or a drop: a refusal is one line. */
    quickly(was: Sitting, change: Partial<SittingDraft>, words: string): void {
      void this.save(was, draftOf(was, change), words).catch(refused);
    },
    duplicate(was: Sitting, change: Partial<SittingDraft>): void {
      void this.save(null, draftOf(was, change), `复制 ${was.title}`).catch(refused);
    },
    async cancel(sitting: Sitting, reason: string): Promise<void> {
      await takeOut(sitting.id, reason);
      undo.put({
        words: meeting.state === 'draft' ? `删除 ${sitting.title}` : `取消 ${sitting.title}`,
        undo: async () => {
          if (meeting.state === 'draft') await save.mutateAsync({ params: at(sitting.id), body: { ...draftOf(sitting), revision: null } });
          else await restore.mutateAsync({ params: at(sitting.id) });
        },
      });
    },
    restore(sitting: Sitting): void {
      void restore.mutateAsync({ params: at(sitting.id) }).then(() => undo.say(`已恢复：${sitting.title}`), refused);
    },
    begin(sitting: Sitting): void {
      void begin.mutateAsync({ params: at(sitting.id) }).then(() => undo.say(`已宣布开会：${sitting.title}`), refused);
    },
    async addForGroups(body: BodyOf<typeof addGroupSittings>): Promise<void> {
      const { added } = await groups.mutateAsync({ params: { meetingId: meeting.id }, body });
      undo.say(`已为 ${added} 个组安排${body.title}`);
    },
  };
}

export type SittingActs = ReturnType<typeof useSittingActs>;
