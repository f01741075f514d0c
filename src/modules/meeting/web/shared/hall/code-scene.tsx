import type { ReactNode } from 'react';
import type { HallScene, ViewOf } from '../../../contract/hall/scene.ts';

/** 签到码: the code of the hall, which only somebody in the hall can see, with how many are in. */
export function CodeScene({ view, scene, code }: { readonly view: ViewOf<'code'>; readonly scene: HallScene; readonly code: ReactNode }) {
  return (
    <main className="hall-wall code-wall">
      <section className="hall-panel code-panel" aria-label="签到码">
        {view.checkListId ? (
          (code ?? <p className="hall-quiet">二维码只在大屏上显示，每 30 秒变化</p>)
        ) : (
          <p className="hall-quiet">签到还没有开始，或已经停止</p>
        )}
      </section>
      <section className="hall-panel code-side" aria-label="已签到">
        <h2>手机签到</h2>
        <ol>
          <li>打开履职通“会议”，点“出示我的码”，再点“扫会场码签到”</li>
          <li>对准左边的二维码，或输入它下面的数字</li>
          <li>看到“已签到”即可入座</li>
        </ol>
        <p className="hero">
          <b>{view.count.present}</b>
          <span>
            人已签到
            <small>
              应到 {view.count.due} 人{scene.sitting ? `，${scene.sitting.title}` : ''}
            </small>
          </span>
        </p>
      </section>
    </main>
  );
}
