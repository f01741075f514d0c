import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import type { readPublished } from '../../contract/publication.ts';

/**
 * How to follow the matter and take it along. The feed and the address are there for everybody; buttons that need a script stay hidden until it
 * runs (src/apps/public/matter-script.js), so none is ever dead.
 */
export function keeping({ bodyId, id }: AnswerOf<typeof readPublished>, address: string, publicKey: string | null): Html {
  return html`<section class="keep" data-matter="${`/api/public/matters/${bodyId}/${id}`}" data-key="${publicKey}"><h2>跟着这件事</h2>
<p class="sub">承诺有了报告、评价，或者公开的内容变了，订阅的人会收到。</p>
<div class="ways"><button class="btn line" type="button" data-do="follow" hidden>有变化提醒我</button><a class="btn line" href="/p${address}/feed.xml">订阅源（Atom）</a><button class="btn line" type="button" data-do="share" hidden>转发</button><button class="btn line" type="button" data-do="copy" hidden>复制链接</button><button class="btn line" type="button" data-do="print" hidden>打印</button></div>
<p class="sub" role="status" data-say></p>
<p class="sub" data-note hidden>只在这个浏览器上提醒，不登记姓名、电话；随时可以取消。</p></section>`;
}
