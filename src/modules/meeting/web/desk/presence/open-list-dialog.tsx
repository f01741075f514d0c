import { useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { FormDialog, PickField, TextField } from '#platform/web/desk/form.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { listCheckLists, openCheckList } from '../../../contract/presence/routes.ts';
import { checkListKinds } from '../../../contract/presence/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

const freeKinds = ['registration', 'pack', 'meal', 'door'] as const;

/** Opens the list of an entry of the programme, or a free one for packs, a meal or a door. */
export function OpenListDialog({ onClose }: { onClose: () => void }) {
  const meeting = useMeeting();
  const [, change] = useAddress();
  const lists = useRead(listCheckLists, { params: { meetingId: meeting.id } });
  const known = new Set(lists.data?.items.map((list) => list.sittingId));
  const sittings = meeting.sittings.filter(
    (sitting) => sitting.state !== 'ended' && sitting.state !== 'cancelled' && !known.has(sitting.id),
  );
  const [picked, setPicked] = useState('');
  const [title, setTitle] = useState('');
  const write = useWrite(openCheckList, {
    onDone: ({ id }) => {
      change({ view: undefined, list: id });
      onClose();
    },
  });
  const free = freeKinds.find((kind) => kind === picked);
  const submit = () =>
    write.mutate({
      params: { meetingId: meeting.id },
      body: free ? { kind: free, title: title.trim() } : { sittingId: picked },
    });
  return (
    <FormDialog
      title="打开签到清单"
      note="清单打开后，扫码设备会自动收到名单；手机上也能看到。"
      words="打开清单"
      busy={write.isPending}
      blocked={picked ? null : '请选择签到的是哪一项'}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField
        name="签到的是哪一项"
        none="请选择"
        value={picked}
        onChange={setPicked}
        choices={[
          ...sittings.map((sitting) => [sitting.id, `${sitting.title}（${momentWords(sitting.startsAt)}）`] as const),
          ...freeKinds.map((kind) => [kind, `日程以外：${checkListKinds[kind]}`] as const),
        ]}
      />
      {free && (
        <TextField
          name="名称"
          hint="不填就叫种类的名字"
          value={title}
          maxLength={60}
          placeholder={checkListKinds[free]}
          onChange={setTitle}
        />
      )}
    </FormDialog>
  );
}
