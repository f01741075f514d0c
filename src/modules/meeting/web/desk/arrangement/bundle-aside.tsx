import { Button } from '#platform/web/desk/button.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { dayAndWeekday } from '#platform/web/shared/dates.ts';
import { sittingStates } from '../../../contract/meeting.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import type { Bundle } from './bundles.ts';
import { clockOf, dueWords } from './sitting-words.ts';

/** Sittings of all groups at one time: which group meets where. Opened, each is changed like any other entry. */
export function BundleAside({ bundle, isOpen, onToggle }: { bundle: Bundle; isOpen: boolean; onToggle: () => void }) {
  const meeting = useMeeting();
  const [first] = bundle.sittings;
  return (
    <Section
      title={`各组${bundle.title}`}
      note={`${bundle.sittings.length} 个组同时`}
      act={
        <Button small keys="Enter" onPress={onToggle}>
          {isOpen ? '收起各组' : '展开各组'}
        </Button>
      }
    >
      <Facts pairs={[['时间', `${dayAndWeekday(first!.startsAt)} ${clockOf(first!.startsAt)} 至 ${clockOf(first!.endsAt)}`]]} />
      <ol className="bundle-list">
        {bundle.sittings.map((one) => (
          <li key={one.id}>
            <b className="cut" title={dueWords(one, meeting)}>
              {dueWords(one, meeting)}
            </b>
            <span className="cut" title={one.place}>
              {one.place || '还没有定会场'}
            </span>
            <span className="m">{one.state === 'planned' ? '' : sittingStates[one.state]}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
