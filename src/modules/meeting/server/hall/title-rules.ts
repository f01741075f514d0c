/** `各代表团审议政府工作报告` of what each delegation holds under its own name. */
export function titleOfAll(titles: readonly string[]): string {
  const [first = '', ...others] = titles;
  if (others.length === 0) return first;
  const letters = Array.from(first);
  const from = letters.findIndex((_, index) => others.every((one) => one.endsWith(letters.slice(index).join(''))));
  const common = from < 0 ? '' : letters.slice(from).join('');
  return Array.from(common).length >= 4 ? `各${common}` : `${first}等 ${String(titles.length)} 场`;
}
