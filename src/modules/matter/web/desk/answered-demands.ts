/** Which demands the draft has a paragraph for, by the numbers that paragraphs begin with (一、 （一） 1.). */
export function answeredDemands(words: string, count: number): ReadonlySet<number> {
  const heads = words.split('\n').flatMap((line) => {
    const found = /^\s*(?:[（(]?([一二三四五六七八九十]+)[）)、.．]|(\d{1,2})[、.．)）])/.exec(line);
    return found ? [found[1] ? fromChinese(found[1]) : Number(found[2])] : [];
  });
  return new Set(heads.filter((number) => number >= 1 && number <= count).map((number) => number - 1));
}

function fromChinese(digits: string): number {
  const value = (digit: string | undefined) => (digit ? '一二三四五六七八九'.indexOf(digit) + 1 : 0);
  if (!digits.includes('十')) return value(digits);
  const [tens, ones] = digits.split('十');
  return (tens ? value(tens) : 1) * 10 + value(ones);
}
