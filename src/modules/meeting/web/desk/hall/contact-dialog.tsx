import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { useCan } from '#platform/web/shared/session.tsx';
import type { Board, MissingPerson } from '../../../contract/hall/board.ts';
import { signInBlocked } from './board-words.ts';

interface ContactDialogProps {
  readonly board: Board;
  readonly onSignIn: (person: MissingPerson) => void;
  readonly onClose: () => void;
}

/** Whom to call, one after the other: the person, and whoever looks after his delegation. */
export function ContactDialog({ board, onSignIn, onClose }: ContactDialogProps) {
  const calling = board.missing.filter((one) => one.trace === 'calling');
  const shown = calling.length > 0 ? calling : board.missing;
  const contacts = new Map(board.groups.map((group) => [group.id, group.contact]));
  const blocked = signInBlocked(board, useCan()('meeting.presence'));
  return (
    <DeskDialog
      title={calling.length > 0 ? `联系未到的 ${calling.length} 人` : `未到的 ${shown.length} 人都有去向`}
      note="点电话号码拨打。人已在会场的，直接补签。"
      width={640}
      onClose={onClose}
    >
      {shown.length === 0 && <Empty words="没有未到的人" />}
      <ul className="contact-list">
        {shown.map((one) => {
          const contact = contacts.get(one.groupId);
          return (
            <li key={one.attendeeId}>
              <div>
                <b>{one.name}</b> <span className="s">{one.groupName}</span>
                <p className="m">{one.words}</p>
              </div>
              <div className="numbers">
                {one.phone ? <Phone number={one.phone} /> : <span className="s">没有登记电话</span>}
                {contact?.phone && (
                  <span className="s">
                    联络员 {contact.name} <Phone number={contact.phone} />
                  </span>
                )}
              </div>
              <Button small blocked={blocked} onPress={() => onSignIn(one)}>
                补签
              </Button>
            </li>
          );
        })}
      </ul>
    </DeskDialog>
  );
}

function Phone({ number }: { readonly number: string }) {
  return (
    <a className="call" href={`tel:${number}`}>
      <Icon name="phone" /> {number}
    </a>
  );
}
