import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '#platform/web/mobile/button.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { IconSend, IconTick } from '#platform/web/shared/icons.tsx';
import { sendOrKeep } from '#platform/web/shared/outgoing.ts';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import { confirmNotice } from '../../../contract/words/notices.ts';

interface ConfirmReceiptProps {
  readonly meetingId: string;
  readonly notice: { readonly id: string; readonly title: string };
}

/** Says that an urgent notice has come. Without signal it is kept on the phone and goes by itself, and the notice says so instead of asking again. */
export function ConfirmReceipt({ meetingId, notice }: ConfirmReceiptProps) {
  const client = useQueryClient();
  const [state, setState] = useState<'open' | 'busy' | 'kept'>('open');
  const confirm = async () => {
    setState('busy');
    try {
      const sent = await sendOrKeep(confirmNotice, { params: { meetingId, noticeId: notice.id } }, { title: `确认收到：${notice.title}` });
      if (sent.outcome === 'sent') await refreshModule(client, 'meeting');
      toast(sent.outcome === 'sent' ? '已确认收到' : '没有信号，已存手机，有信号自动送达');
      setState(sent.outcome === 'sent' ? 'open' : 'kept');
    } catch (error) {
      toast(wordsOf(error), 'fault');
      setState('open');
    }
  };
  if (state === 'kept')
    return (
      <StateSay state="running" icon={IconSend}>
        已确认，有信号自动送达
      </StateSay>
    );
  return (
    <Button look="edge" icon={IconTick} busy={state === 'busy'} onClick={() => void confirm()}>
      我已收到
    </Button>
  );
}
