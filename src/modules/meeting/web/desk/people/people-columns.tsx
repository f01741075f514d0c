import { Clock } from '#platform/web/desk/clock.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import type { AttendeeRow } from '../../../contract/people/people.ts';
import type { PeopleWords } from '../../../contract/people/words.ts';

/** The columns of the list of people. */
export function columnsOf(words: PeopleWords): readonly DeskColumn<AttendeeRow>[] {
  return [
    { id: 'name', head: '姓名', width: 92, cell: (row) => <b title={row.name}>{row.name}</b> },
    { id: 'category', head: '类别', width: 84, cell: (row) => words.categories[row.category] },
    { id: 'group', head: words.group, width: 124, cell: (row) => <span title={row.groupName}>{row.groupName}</span> },
    { id: 'title', head: '职务和单位', cell: (row) => <TitleCell row={row} words={words} /> },
    { id: 'number', head: '证件号', width: 76, wide: true, cell: (row) => <span className="m">{row.certificateNumber}</span> },
    { id: 'registered', head: '报到', width: 128, cell: (row) => <RegisteredCell row={row} /> },
    { id: 'phone', head: '电话', width: 104, wide: true, cell: (row) => row.phone && <span className="m">{row.phone}</span> },
  ];
}

function TitleCell({ row, words }: { row: AttendeeRow; words: PeopleWords }) {
  const told = [row.unit, row.title].filter(Boolean).join(' ');
  return (
    <span title={told}>
      {row.posts.map((post) => (
        <Tag key={post.groupId} kind={post.post === 'convenor' ? 'strong' : undefined}>
          {postWords(row, post, words)}
        </Tag>
      ))}{' '}
      {told}
    </span>
  );
}

/** `团长`; with the group where it is not his own: `主席团 执行主席`. */
function postWords(row: AttendeeRow, { groupId, groupName, post }: AttendeeRow['posts'][number], words: PeopleWords): string {
  return groupId === row.groupId ? words.posts[post] : `${groupName}${post === 'member' ? '' : ` ${words.posts[post]}`}`;
}

function RegisteredCell({ row }: { row: AttendeeRow }) {
  if (row.leftAt) return <Clock tone="waiting" words="已离会" />;
  if (!row.registeredAt) return <span className="m">未报到</span>;
  return row.packAt ? <Clock tone="done" words={momentWords(row.registeredAt)} /> : <Clock tone="soon" words="材料袋未领" />;
}

/** The columns of the list as Excel. */
export function sheetOf(words: PeopleWords): readonly SheetColumn<AttendeeRow>[] {
  return [
    { head: '姓名', width: 12, value: (row) => row.name },
    { head: '性别', width: 6, value: (row) => (row.gender ? { male: '男', female: '女' }[row.gender] : '') },
    { head: '类别', width: 10, value: (row) => words.categories[row.category] },
    { head: words.group, width: 20, value: (row) => row.groupName },
    { head: '会议职务', width: 24, value: (row) => row.posts.map((post) => postWords(row, post, words)).join('、') },
    { head: '职务', width: 28, value: (row) => row.title },
    { head: '单位', width: 24, value: (row) => row.unit },
    { head: '证件号', width: 12, value: (row) => row.certificateNumber },
    { head: '手机号', width: 14, value: (row) => row.phone },
    { head: '报到', width: 18, value: (row) => (row.registeredAt ? momentWords(row.registeredAt) : '') },
    { head: '材料袋', width: 8, value: (row) => (row.packAt ? '已领' : '') },
  ];
}
