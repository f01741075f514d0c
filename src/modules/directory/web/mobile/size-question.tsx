import { useState } from 'react';
import { SizeChoice } from './size-choice.tsx';
import { Button } from '#platform/web/mobile/button.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { chooseSize, sizeWasChosen, useSize } from '#platform/web/shared/appearance.ts';

/** Asks once, at the first run, which version suits (DOMAIN §8.4). */
export function SizeQuestion() {
  const size = useSize();
  const [asked, setAsked] = useState(sizeWasChosen);
  if (asked) return null;
  const finish = () => {
    chooseSize(size);
    setAsked(true);
  };
  return (
    <Sheet
      title="您想用哪个版本？"
      onClose={finish}
      foot={
        <Button look="fill" onClick={finish}>
          就用{size === 'elder' ? '长辈版' : '标准版'}
        </Button>
      }
    >
      <SizeChoice />
      <p className="second" style={{ marginTop: 12 }}>
        以后可在“我的”里随时更换。
      </p>
    </Sheet>
  );
}
