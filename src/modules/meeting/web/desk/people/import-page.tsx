import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { ListImportActs, ListImportPanes, useListImport } from '#platform/web/desk/list-import.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import { attendeeColumns } from '../../../contract/people/import.ts';
import type { AttendeeImportReport } from '../../../contract/people/import.ts';
import { attendeeTemplate, importAttendees } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import './people.css';

interface Chosen {
  readonly category: AttendeeCategory;
  readonly makeGroups: 'yes' | 'no';
}

/** Import of the people of a meeting from Excel. */
export default function ImportPeoplePage() {
  const { meetingId = '' } = useParams({ strict: false });
  const [chosen, setChosen] = useState<Chosen>({ category: 'member', makeGroups: 'no' });
  const run = useListImport(importAttendees, chosen, { meetingId });
  const go = useGo();
  const put = (part: Partial<Chosen>) => {
    const next = { ...chosen, ...part };
    setChosen(next);
    run.checkAgain(next);
  };
  const template = () => saveFrom(attendeeTemplate, { params: { meetingId } }, '参会人员名单模板.xlsx');
  const tools = (
    <>
      <Button onPress={() => go(`/meetings/${meetingId}/people`)}>回到人员</Button>
      <ListImportActs run={run} template={template} />
    </>
  );
  return (
    <MeetingPage part="people" title="从 Excel 导入人员" tools={tools}>
      <ListImportPanes run={run} columns={attendeeColumns} more={run.report && <Found report={run.report} />}>
        <Choices chosen={chosen} put={put} />
      </ListImportPanes>
    </MeetingPage>
  );
}

function Choices({ chosen, put }: { chosen: Chosen; put: (part: Partial<Chosen>) => void }) {
  const meeting = useMeeting();
  const { categories } = peopleWords(meeting.bodyKind);
  const toggle = () => put({ makeGroups: chosen.makeGroups === 'yes' ? 'no' : 'yes' });
  return (
    <div className="people-strip">
      <span>没写类别的行，算作</span>
      <select
        className="pick"
        style={{ width: 120 }}
        aria-label="没写类别的行"
        value={chosen.category}
        onChange={(event) => put({ category: event.target.value as AttendeeCategory })}
      >
        {(Object.keys(attendeeCategories) as AttendeeCategory[]).map((one) => (
          <option key={one} value={one}>
            {categories[one]}
          </option>
        ))}
      </select>
      <span className="row">
        <Checkbox checked={chosen.makeGroups === 'yes'} label="没有的编组就新建" onChange={toggle} />
        <button type="button" className="bare" tabIndex={-1} onClick={toggle}>
          没有的编组就新建
        </button>
      </span>
    </div>
  );
}

function Found({ report }: { report: AttendeeImportReport }) {
  return (
    <>
      <p className="note-line">其中 {report.known} 人与系统人员对上，能在手机上收到通知和文件。</p>
      {report.groups.length > 0 && (
        <p className="note-line">
          {report.mode === 'commit' ? '新建' : '将新建'}编组：{report.groups.join('、')}
        </p>
      )}
    </>
  );
}
