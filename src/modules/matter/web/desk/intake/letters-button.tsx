import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCan } from '#platform/web/shared/session.tsx';
import { carried } from './carried.ts';

/** Takes the ticked matters of another list along to letters and labels. */
export function LettersButton({ ids }: { ids: ReadonlySet<string> }) {
  const can = useCan();
  const go = useGo();
  if (!can('matter.letters')) return null;
  const open = () => {
    carried.put([...ids]);
    go('/letters');
  };
  return (
    <Button small onPress={open}>
      出公文、标签
    </Button>
  );
}
