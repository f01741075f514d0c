import { downloadFile } from '#platform/contract/files.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import type { IconName } from '#platform/web/desk/icon.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { addressOf, seatInUse } from '#platform/web/shared/call.ts';
import { keyed } from './keyed.ts';
import { casePath } from './matter-marks.tsx';
import { VoiceWords } from './transcript.tsx';
import { UnitList } from './unit-list.tsx';
import type { CaseView, FileLine } from '../../contract/views.ts';

/** What was written: situation, analysis, numbered demands, the author's wishes, attachments. */
export function CaseText({ view }: { view: CaseView }) {
  const short = view.text.filter(
    (part) =>
      !isPassage(part) &&
      part.name !== 'title' &&
      part.input !== 'files' &&
      part.input !== 'voice' &&
      part.input !== 'place' &&
      shown(part.value) !== null,
  );
  const confirmed = view.parties.filter((party) => party.state === 'confirmed').length;
  return (
    <>
      <Section
        title="原文"
        note={`第 ${view.version} 稿${view.matter.submittedAt ? `，${momentWords(view.matter.submittedAt)}提交` : '，还没有提交'}${confirmed > 1 ? `，${confirmed} 人已确认` : ''}`}
      >
        {view.text.filter(isPassage).map((part) => (
          <Passage key={part.name} label={part.label} value={part.value} />
        ))}
        {view.place && (
          <div className="psg">
            <div className="lab">
              <Icon name="pin" /> 地点
            </div>
            {view.place.address}
          </div>
        )}
      </Section>
      {view.files.length + (view.voice ? 1 : 0) > 0 && (
        <Section title="附件" note={`${view.files.length + (view.voice ? 1 : 0)} 个`}>
          <Files files={view.voice ? [view.voice, ...view.files] : view.files} />
          <VoiceWords view={view} />
        </Section>
      )}
      {short.length > 0 && (
        <Section title="提出人填写">
          <dl className="dl text-facts">
            {short.map((part) => [
              <dt key={`${part.name}-name`}>{part.label}</dt>,
              <dd key={part.name}>
                {part.input === 'units' || part.input === 'unit' ? <UnitList ids={part.value} /> : shown(part.value)}
              </dd>,
            ])}
          </dl>
        </Section>
      )}
      {(view.merged.into || view.merged.from.length > 0) && <Merged view={view} />}
    </>
  );
}

function Passage({ label, value }: { label: string; value: unknown }) {
  if (!Array.isArray(value))
    return (
      <div className="psg">
        <div className="lab">{label}</div>
        <div className="prose">{String(value)}</div>
      </div>
    );
  return keyed(value as string[]).map(({ key, place: index, item: line }) => (
    <div key={key} className="psg">
      <div className="lab">
        <span className="n">{index + 1}</span>
        {index === 0 && label}
      </div>
      <div className="prose">{line}</div>
    </div>
  ));
}

function isPassage(part: CaseView['text'][number]): boolean {
  return (part.input === 'text' || part.input === 'list') && Boolean(part.value) && (!Array.isArray(part.value) || part.value.length > 0);
}

/** The words of a value that the server has already put into words; ids and objects are shown elsewhere. */
function shown(value: unknown): string | null {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value.join('、') : null;
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? dayWords(value) : value;
  return typeof value === 'number' ? String(value) : value === true ? '是' : null;
}

function Merged({ view }: { view: CaseView }) {
  const { into, from } = view.merged;
  const link = (one: CaseView['matter']) => (
    <DeskLink key={one.id} className="lk cut" to={casePath(one)}>
      {one.shortNumber ? `${one.shortNumber} 号 ` : ''}
      {one.title}
    </DeskLink>
  );
  return (
    <Section title="并案">
      {into && <p>并入：{link(into)}</p>}
      {from.map((one) => (
        <div key={one.id} className="row merged-line">
          {link(one)}
          <span className="s nw">{one.author?.name}</span>
        </div>
      ))}
    </Section>
  );
}

/** Attachments; pictures, recordings and PDF open in a window of their own, the rest is saved. */
export function Files({ files }: { files: readonly FileLine[] }) {
  return (
    <ul className="att">
      {files.map((file) => (
        <li key={file.id}>
          <a
            className="row grow"
            href={addressOf(downloadFile, {
              params: { id: file.id },
              query: { seat: seatInUse() ?? undefined, inline: opens(file.mediaType) ? '1' : undefined },
            })}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name={iconOf(file.mediaType)} />
            <span className="cut grow">{file.name}</span>
          </a>
          <span className="s">{sizeOf(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}

function iconOf(mediaType: string): IconName {
  return mediaType.startsWith('image/') ? 'picture' : 'paper';
}

/** `1.8 MB`, `96 KB`. */
function sizeOf(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} KB`;
}

function opens(mediaType: string): boolean {
  return /^(image|audio)\//.test(mediaType) || mediaType === 'application/pdf';
}
