import { Empty } from '#platform/web/shared/conditions.tsx';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { useCan, useMe } from '#platform/web/shared/session.tsx';
import { raisableKinds } from '../../shared/index.ts';
import { addressOfRaising } from '../addresses.ts';

/** An address of something that this seat does not raise (a deputy's suggestion for a member of the CPPCC): what it does raise stands here. */
export function NotForThisBody() {
  const can = useCan();
  const { seat } = useMe();
  return (
    <Page title="提出" parent="/matters">
      <Empty title="当前身份不能提出这一类">您现在的身份是{seat?.title ?? '访客'}。</Empty>
      {raisableKinds(can).map(({ kind, words }) => (
        <LinkButton key={kind} to={addressOfRaising(kind)}>
          {words.raise}
        </LinkButton>
      ))}
    </Page>
  );
}
