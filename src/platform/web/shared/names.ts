/** Surnames of two characters that are in use; all others are one character. */
const longSurnames = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '夏侯',
  '令狐',
  '长孙',
  '宇文',
  '闻人',
  '端木',
  '南宫',
];

/** How a person is addressed on the day page: `林代表`, `苏委员`, `阿卜杜拉代表` (a name in parts by its first), else the full name. */
export function callName(name: string, roles: readonly string[]): string {
  const surname = name.includes('·') ? name.split('·', 1)[0]! : (longSurnames.find((one) => name.startsWith(one)) ?? name.slice(0, 1));
  if (roles.includes('deputy')) return `${surname}代表`;
  return roles.includes('member') ? `${surname}委员` : name;
}
