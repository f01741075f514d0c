import { useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import type { readIntakeRow } from '../../../contract/intake.ts';
import type { Kind } from '../../../contract/kind.ts';
import { GroupPicker, MemberPicker } from './member-picker.tsx';
import type { Editor } from './use-row-editor.ts';

interface RowPeopleProps {
  readonly kind: Kind;
  readonly row: AnswerOf<typeof readIntakeRow>;
  readonly editor: Editor;
  readonly faults: Readonly<Record<string, string>>;
}

/** Who proposes and signs, with the names as the original has them, and the day that counts. */
export function RowPeople({ kind, row, editor, faults }: RowPeopleProps) {
  const [group, setGroup] = useState<string | null>(null);
  const { content, change } = editor;
  const { author, group: named } = row.named;
  return (
    <Section title="谁提出的" note={author ? `原文写：${[author, named].filter(Boolean).join('，')}` : '原文没有写'}>
      <div className="field" data-field="author">
        <div className="name">{kind.words.author}</div>
        <div className="row">
          <GroupPicker value={group} onChange={setGroup} words={kind.bodyKind === 'congress' ? '代表团' : '界别'} />
          <MemberPicker
            label={kind.words.author}
            value={content.author ? [content.author] : []}
            group={group}
            known={row.people}
            onChange={([id]) => change({ author: id ?? null })}
          />
        </div>
        {faults['author'] && <p className="wrong">{faults['author']}</p>}
      </div>
      <RowSigners row={row} editor={editor} />
      <div className="field" data-field="receivedOn">
        <div className="name">收到日期</div>
        <input
          className="input"
          type="date"
          aria-label="收到日期"
          value={content.receivedOn}
          onChange={(event) => event.target.value && change({ receivedOn: event.target.value })}
        />
        {faults['receivedOn'] && <p className="wrong">{faults['receivedOn']}</p>}
      </div>
    </Section>
  );
}

function RowSigners({ row, editor: { content, change } }: Pick<RowPeopleProps, 'row' | 'editor'>) {
  const { signers, signaturesChecked } = content;
  return (
    <div className="field" data-field="signers">
      <div className="name">
        联名 {signers.length > 0 && <span className="s">{signers.length} 人</span>}
        {row.named.signers.length > 0 && <span className="s cut">原文写：{row.named.signers.join('、')}</span>}
      </div>
      <MemberPicker label="联名" many value={signers} group={null} known={row.people} onChange={(next) => change({ signers: next })} />
      {signers.length > 0 && (
        <div className="row signed">
          <Checkbox
            checked={signaturesChecked}
            label="已核对原件上的联名签名"
            onChange={() => change({ signaturesChecked: !signaturesChecked })}
          />
          <span>已核对原件上的联名签名</span>
        </div>
      )}
    </div>
  );
}
