const most = 2_000;

/** The room numbers that are written as single ones and spans (`301-332，405`); null where something is neither, or they are too many. */
export function roomNumbers(words: string): string[] | null {
  const numbers: string[] = [];
  for (const part of words.split(/[\s,，、;；]+/).filter(Boolean)) {
    const span = /^(\D*)(\d{1,6})[-—~至](\d{1,6})$/.exec(part);
    if (!span) {
      if (part.length > 20 || /[-—~至]/.test(part)) return null;
      numbers.push(part);
      continue;
    }
    const [, lead, from, until] = span;
    const [first, last] = [Number(from), Number(until)];
    if (last < first || last - first >= most) return null;
    for (let number = first; number <= last; number += 1) numbers.push(`${lead!}${String(number).padStart(from!.length, '0')}`);
  }
  return numbers.length === 0 || numbers.length > most ? null : [...new Set(numbers)];
}
