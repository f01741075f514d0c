import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { IconPaper, IconWrite } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import { briefStates, listBriefs, type BriefLine } from '../../../contract/words/briefs.ts';
import './words.css';

/** Issued briefs for everybody; convenors and liaisons also write those of their group. */
export default function BriefsPage() {
  const meetingId = usePathMember('meetingId');
  const briefs = useRead(listBriefs, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const [fresh] = useState(() => newId());
  const writes = (briefs.data?.writesFor.length ?? 0) > 0;
  return (
    <Page
      title="简报"
      parent={`/meeting/${meetingId}`}
      tools={<OfflineChip updatedAt={briefs.dataUpdatedAt} />}
      acts={
        writes && (
          <LinkButton look="fill" icon={IconWrite} to={`/meeting/${meetingId}/briefs/${fresh}`}>
            写简报
          </LinkButton>
        )
      }
    >
      <Reading result={briefs}>
        {({ items }) => {
          const issued = items.filter((one) => one.state === 'issued');
          const open = items.filter((one) => one.state !== 'issued');
          return (
            <>
              {open.length > 0 && <List title="我组的" meetingId={meetingId} briefs={open} />}
              {issued.length > 0 && <List title="已印发" meetingId={meetingId} briefs={issued} />}
              {items.length === 0 && (
                <Empty icon={IconPaper} title="还没有简报">
                  印发后会出现在这里。
                </Empty>
              )}
            </>
          );
        }}
      </Reading>
    </Page>
  );
}

function List({ title, meetingId, briefs }: { readonly title: string; readonly meetingId: string; readonly briefs: readonly BriefLine[] }) {
  return (
    <Section title={title} count={briefs.length} unit="期">
      <div className="card flush">
        {briefs.map((brief) => (
          <Row
            key={brief.id}
            icon={IconPaper}
            to={`/meeting/${meetingId}/briefs/${brief.id}`}
            note={
              <Line
                words={[brief.number !== null && `第 ${brief.number} 期`, brief.groupName, momentWords(brief.issuedAt ?? brief.changedAt)]}
              />
            }
            end={
              brief.state === 'issued' ? undefined : (
                <StateSay state={brief.state === 'sentBack' ? 'overdue' : 'running'}>{briefStates[brief.state]}</StateSay>
              )
            }
          >
            {brief.title}
          </Row>
        ))}
      </div>
    </Section>
  );
}
