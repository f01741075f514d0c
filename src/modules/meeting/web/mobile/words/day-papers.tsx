import { Link } from '@tanstack/react-router';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { sizeWords } from '#platform/web/shared/pictures.ts';
import { IconDownload, IconPaper } from '#platform/web/shared/icons.tsx';
import { StateSay } from '#platform/web/shared/state.tsx';
import type { OwnPaper } from '../../../contract/papers/paper.ts';

/** How many papers stand on the day page; all of them are one press away. */
const shown = 4;

/** Papers, the unread first, each with whether it can be read without signal and how far one is. */
export function DayPapers({ meetingId, papers }: { readonly meetingId: string; readonly papers: readonly OwnPaper[] }) {
  const open = papers.filter((paper) => !paper.closed);
  const kept = open.filter(isKept).length;
  const first = [...open].sort((one, other) => Number(isRead(one)) - Number(isRead(other))).slice(0, shown);
  if (open.length === 0) return null;
  return (
    <Section title="会议文件" note={`${open.length} 份中 ${kept} 份可离线看`}>
      <div className="card flush">
        {first.map((paper) => (
          <Row
            key={paper.id}
            icon={IconPaper}
            to={`/meeting/${meetingId}/papers/${paper.id}`}
            note={<Line words={[`${paper.pages} 页`, readingWords(paper), paper.notes > 0 && `我的批注 ${paper.notes} 处`]} />}
            end={
              isKept(paper) ? (
                <StateSay state="done">已下载</StateSay>
              ) : (
                <StateSay state="closed" icon={IconDownload}>
                  {sizeWords(paper.bytes)}
                </StateSay>
              )
            }
          >
            {paper.title}
          </Row>
        ))}
        {open.length > first.length && (
          <Link className="row day-all" to={`/meeting/${meetingId}/papers`}>
            全部 {open.length} 份文件
          </Link>
        )}
      </div>
    </Section>
  );
}

function isKept(paper: OwnPaper): boolean {
  return paper.reading?.downloadedAt !== null && paper.reading?.downloadedAt !== undefined && paper.reading.version === paper.version;
}

function isRead(paper: OwnPaper): boolean {
  return Boolean(paper.reading?.openedAt) && paper.reading!.version === paper.version;
}

function readingWords(paper: OwnPaper): string {
  if (paper.reading && paper.reading.version < paper.version) return '有新版本';
  if (!isRead(paper)) return '未读';
  return paper.reading!.furthestPage >= paper.pages ? '已读完' : `看到第 ${paper.reading!.furthestPage} 页`;
}
