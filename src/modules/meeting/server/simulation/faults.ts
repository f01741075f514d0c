/** Everything in which the server's figures differ from what really happened, in words for whoever has to look into it. */
export class Faults {
  readonly all: string[] = [];

  add(words: string): void {
    this.all.push(words);
  }

  /** `has` is the server's, `should` the day's. */
  same(what: string, has: unknown, should: unknown): void {
    const [told, real] = [JSON.stringify(has), JSON.stringify(should)];
    if (told !== real) this.add(`${what}：服务器为 ${told}，实为 ${real}`);
  }

  /** Both name the same; tells how many and a few of those who are missing and of those who are too many. */
  sameMembers(what: string, has: Iterable<string>, should: Iterable<string>): void {
    const [told, real] = [new Set(has), new Set(should)];
    const missing = [...real].filter((one) => !told.has(one));
    const more = [...told].filter((one) => !real.has(one));
    if (missing.length > 0) this.add(`${what}：缺 ${missing.length} 项，如 ${missing.slice(0, 3).join('、')}`);
    if (more.length > 0) this.add(`${what}：多 ${more.length} 项，如 ${more.slice(0, 3).join('、')}`);
  }
}
