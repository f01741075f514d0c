import { useState } from 'react';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { PersonPage } from '../../contract/person.ts';
import { addPerson, changePerson } from '../../contract/routes.ts';
import { FormDialog, PickField, TextField, faultOf } from '#platform/web/desk/form.tsx';

interface PersonValue {
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly birthYear: string;
}

/** Adds a person and opens the account; an existing person of the same phone and name is found again instead. */
export function AddPersonDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const [value, setValue] = useState<PersonValue>({ name: '', gender: 'female', birthYear: '' });
  const [phone, setPhone] = useState('');
  const { say } = useUndo();
  const write = useWrite(addPerson, {
    onDone: ({ id, existed }) => {
      say(existed ? '这个手机号已有同名人员，已打开原来的记录' : `已新增 ${value.name} 并开通账号`);
      onClose();
      onAdded(id);
    },
  });
  const submit = () => write.mutate({ body: { name: value.name, gender: value.gender, phone, birthYear: yearOf(value) } });
  return (
    <FormDialog
      title="新增人员"
      note="登录手机号一人一号；工作身份在下一步登记。"
      words="新增人员"
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PersonFields value={value} onChange={setValue} error={write.error} />
      <TextField name="登录手机号" value={phone} onChange={setPhone} required inputMode="tel" wrong={faultOf(write.error, 'phone')} />
    </FormDialog>
  );
}

/** Corrects a person's own data. */
export function ChangePersonDialog({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const [value, setValue] = useState<PersonValue>({
    name: person.name,
    gender: person.gender,
    birthYear: person.contact?.birthYear?.toString() ?? '',
  });
  const [contactPhone, setContactPhone] = useState(person.contact?.phone ?? '');
  const [postalAddress, setPostalAddress] = useState(person.contact?.postalAddress ?? '');
  const write = useWrite(changePerson, { onDone: onClose });
  const submit = () =>
    write.mutate({
      params: { id: person.id },
      body: {
        version: person.version,
        name: value.name,
        gender: value.gender,
        birthYear: yearOf(value),
        contactPhone: contactPhone || null,
        postalAddress: postalAddress || null,
      },
    });
  return (
    <FormDialog title="修改人员信息" words="保存修改" busy={write.isPending} error={write.error} onSubmit={submit} onClose={onClose}>
      <PersonFields value={value} onChange={setValue} error={write.error} />
      <TextField
        name="工作联系电话"
        hint="同事可见，不作登录用"
        value={contactPhone}
        onChange={setContactPhone}
        wrong={faultOf(write.error, 'contactPhone')}
      />
      <TextField
        name="通信地址"
        hint="寄信用，可不填；只有工作机构和本人看得到"
        value={postalAddress}
        onChange={setPostalAddress}
        maxLength={120}
        wrong={faultOf(write.error, 'postalAddress')}
      />
    </FormDialog>
  );
}

function PersonFields({ value, onChange, error }: { value: PersonValue; onChange: (value: PersonValue) => void; error: Error | null }) {
  return (
    <>
      <TextField name="姓名" value={value.name} onChange={(name) => onChange({ ...value, name })} required wrong={faultOf(error, 'name')} />
      <div className="field-row">
        <PickField
          name="性别"
          value={value.gender}
          onChange={(gender) => onChange({ ...value, gender: gender as PersonValue['gender'] })}
          choices={[
            ['female', '女'],
            ['male', '男'],
          ]}
        />
        <TextField
          name="出生年份"
          hint="可不填"
          value={value.birthYear}
          onChange={(birthYear) => onChange({ ...value, birthYear })}
          inputMode="numeric"
          wrong={faultOf(error, 'birthYear')}
        />
      </div>
    </>
  );
}

function yearOf(value: PersonValue): number | null {
  return value.birthYear ? Number(value.birthYear) : null;
}
