/** A piece of a page that is HTML already. Only {@link html} and {@link trusted} make one. */
export class Html {
  readonly text: string;

  /** @internal Use {@link html}. */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a placeholder of {@link html}. Lists are put together; null, undefined and false leave nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/**
 * A template of HTML or XML: `` html`<p title="${words}">${words}</p>` ``. Whatever is put in is escaped, unless a template made it. Placeholders
 * may stand in text and in quoted attributes only; a template that has one in a tag, a comment, a script or a style, or that does not close
 * what it opens, throws at its first use. In `href`, `src` and `action` an address that is neither a path nor http(s) nor mailto becomes `#`.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const places = placesOf(strings);
  let text = strings[0]!;
  for (const [index, value] of values.entries()) text += rendered(value, places[index]!) + strings[index + 1]!;
  return new Html(text);
}

/** Marks `text` as HTML that needs no escaping. For files of our own only; never for anything a person or a database told. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** Text as it may stand in HTML and in XML, also between quotes. Characters that neither can hold are left out. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(unspeakable, '')
    .replaceAll(/[&<>"']/g, (char) => entities[char]!);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Where a placeholder stands: in text, in an attribute, or at the beginning of an attribute that holds an address. */
type Place = 'text' | 'attribute' | 'address';

function rendered(value: Content, place: Place): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) {
    if (place !== 'text') throw new Error('A template may not stand inside an attribute.');
    return value.text;
  }
  if (Array.isArray(value)) return value.map((one: Content) => rendered(one, place)).join('');
  const text = String(value);
  return escaped(place === 'address' && !isHarmless(text) ? '#' : text);
}

function isHarmless(address: string): boolean {
  return /^(https?:\/\/|mailto:|[/?#])/i.test(address);
}

const known = new WeakMap<TemplateStringsArray, readonly Place[]>();

function placesOf(strings: TemplateStringsArray): readonly Place[] {
  const found = known.get(strings);
  if (found) return found;
  const reader = new TemplateReader();
  const places = strings.slice(0, -1).map((part) => reader.placeAfter(part));
  reader.finish(strings.at(-1)!);
  known.set(strings, places);
  return places;
}

const addresses = new Set(['href', 'src', 'action', 'formaction', 'cite', 'poster']);

/** Follows the fixed parts of a template through text, tags, attributes and comments. */
class TemplateReader {
  private inside: 'text' | 'tag' | 'value' | 'comment' | 'code' = 'text';
  /** The quote that ends the attribute's value, and the value so far. */
  private quote = '';
  private value = '';
  /** The tag so far, from its name on. */
  private tag = '';

  placeAfter(part: string): Place {
    this.read(part);
    if (this.inside === 'text' && !part.endsWith('<')) return 'text';
    if (this.inside !== 'value') throw new Error(`A placeholder may stand in text or in a quoted attribute only: ${part.slice(-60)}`);
    const place = this.value === '' && addresses.has(/([\w:-]+)\s*=$/.exec(this.tag)?.[1]?.toLowerCase() ?? '') ? 'address' : 'attribute';
    this.value += '.';
    return place;
  }

  finish(part: string): void {
    this.read(part);
    if (this.inside !== 'text') throw new Error(`A template must close what it opens: ${part.slice(-60)}`);
  }

  private read(part: string): void {
    for (let at = 0; at < part.length; at += 1) this.step(part, at);
  }

  private step(part: string, at: number): void {
    const char = part[at]!;
    if (this.inside === 'text') this.inText(part, at);
    else if (this.inside === 'tag') this.inTag(char);
    else if (this.inside === 'value') this.inValue(char);
    else if (this.inside === 'comment' && part.startsWith('-->', at)) this.inside = 'text';
    else if (this.inside === 'code' && /^<\/(script|style)/i.test(part.slice(at))) this.openTag();
  }

  private inText(part: string, at: number): void {
    if (part.startsWith('<!--', at)) this.inside = 'comment';
    else if (/^<[a-z/!?]/i.test(part.slice(at, at + 2))) this.openTag();
  }

  private openTag(): void {
    this.inside = 'tag';
    this.tag = '';
  }

  private inTag(char: string): void {
    if (char === '>') this.inside = /^(script|style)\b/i.test(this.tag) ? 'code' : 'text';
    else if ((char === '"' || char === "'") && this.tag.endsWith('=')) {
      this.inside = 'value';
      this.quote = char;
      this.value = '';
    } else this.tag += char;
  }

  private inValue(char: string): void {
    if (char === this.quote) {
      this.inside = 'tag';
      this.tag += ' ';
    } else this.value += char;
  }
}
