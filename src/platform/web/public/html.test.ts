import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, html, trusted } from './html.ts';

const hostile = `<script>alert("1")</script>' onload='x' & </p>`;

describe('html', () => {
  it('escapes what is put into text and into attributes', () => {
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(`<p title="${escaped(hostile)}">${escaped(hostile)}</p>`);
    expect(escaped(hostile)).toBe('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onload=&#39;x&#39; &amp; &lt;/p&gt;');
  });

  it('puts templates, lists and numbers in, and leaves nothing for what is missing', () => {
    const rows = ['甲', '乙'].map((word) => html`<li>${word}</li>`);
    expect(html`<ul>${rows}</ul>${null}${undefined}${false}${0}${''}`.text).toBe('<ul><li>甲</li><li>乙</li></ul>0');
  });

  it('takes only what is marked as HTML for HTML', () => {
    expect(html`<p>${trusted('<b>粗</b>')}</p>`.text).toBe('<p><b>粗</b></p>');
    const feigned = { text: '<b>粗</b>', toString: () => '<b>粗</b>' };
    expect(html`<p>${feigned as unknown as string}</p>`.text).toBe('<p>&lt;b&gt;粗&lt;/b&gt;</p>');
  });

  it('lets no address run code', () => {
    const link = (address: string) => html`<a href="${address}">看</a>`.text;
    for (const address of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'JaVaScRiPt:x',
      'data:text/html,x',
      'vbscript:x',
      '\u0001javascript:x',
    ])
      expect(link(address)).toBe('<a href="#">看</a>');
    expect(link('/p/?a=1&b=2')).toBe('<a href="/p/?a=1&amp;b=2">看</a>');
    expect(link('https://example.org/')).toBe('<a href="https://example.org/">看</a>');
    expect(html`<form action='${'javascript:x'}'></form>`.text).toBe(`<form action='#'></form>`);
  });

  it('refuses placeholders where escaping would not help', () => {
    const word = 'x';
    expect(() => html`<p class=${word}></p>`).toThrow('quoted attribute');
    expect(() => html`<p ${word}></p>`).toThrow('quoted attribute');
    expect(() => html`<${word}>`).toThrow('quoted attribute');
    expect(() => html`<p></${word}>`).toThrow('quoted attribute');
    expect(() => html`<script>const a = '${word}';</script>`).toThrow('quoted attribute');
    expect(() => html`<style>p { color: ${word} }</style>`).toThrow('quoted attribute');
    expect(() => html`<!-- ${word} -->`).toThrow('quoted attribute');
    expect(() => html`<p title="${html`<b></b>`}"></p>`).toThrow('inside an attribute');
    expect(() => html`<p title="${word}`).toThrow('close');
    expect(() => html`<p`).toThrow('close');
  });

  it('reads on after scripts, comments and quotes', () => {
    expect(html`<script>if (a < b) c = "</p>";</script><!-- > " --><p title='"'>${'<'}</p>`.text).toContain("<p title='\"'>&lt;</p>");
    expect(html`<?xml version="1.0" encoding="utf-8"?><feed xml:lang="zh-CN"><title>${'&'}</title></feed>`.text).toContain(
      '<title>&amp;</title>',
    );
  });
});

describe('escaped', () => {
  it('can be read back, and never leaves its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const out = escaped(text);
        expect(out).not.toMatch(/[<>"']/);
        expect(out).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
        expect(readBack(out)).toBe(speakable(text));
      }),
    );
  });

  it('leaves a page whose tags are the template’s own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (words, title) => {
        const out = html`<p title="${title}"><a href="${words}">${words}</a></p>`.text;
        expect(out.replaceAll(/"[^"]*"/g, '""').match(/<[^>]*>/g)).toEqual(['<p title="">', '<a href="">', '</a>', '</p>']);
      }),
    );
  });
});

function readBack(text: string): string {
  const characters: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (entity) => characters[entity]!);
}

function speakable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the very characters that are left out
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '');
}
