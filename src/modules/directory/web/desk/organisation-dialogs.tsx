import { useState } from 'react';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { Grid, Organisation } from '../../contract/organisation.ts';
import { addGrid, addOrganisation, changeGrid, changeOrganisation, listOrganisations, listRegions } from '../../contract/routes.ts';
import type { Level } from '../../contract/seat.ts';
import { AreaField, FormDialog, PickField, TextField, faultOf } from '#platform/web/desk/form.tsx';
import { levels } from './organisation-words.ts';
import { ringOf } from './ring-of.ts';
import { SaveDialog } from './save-dialog.tsx';

interface OrganisationValue {
  readonly name: string;
  readonly shortName: string;
  readonly duties: string;
  readonly keywords: string;
  readonly divisions: string;
  readonly postalAddress: string;
}

interface Standing {
  readonly kind: 'handlingUnit' | 'grassrootsUnit';
  readonly level: Level;
  readonly regionCode: string;
  readonly parentId: string;
}

/** Adds a handling or grassroots unit. Bodies are tenants of their own and are added by the operator. */
export function AddOrganisationDialog({ regionCode, onClose }: { regionCode: string; onClose: () => void }) {
  const [standing, setStanding] = useState<Standing>({ kind: 'handlingUnit', level: 'city', regionCode, parentId: '' });
  const [value, setValue] = useState<OrganisationValue>({
    name: '',
    shortName: '',
    duties: '',
    keywords: '',
    divisions: '',
    postalAddress: '',
  });
  const { say } = useUndo();
  const write = useWrite(addOrganisation, {
    onDone: () => {
      say(`已新增 ${value.name}`);
      onClose();
    },
  });
  const submit = () => write.mutate({ body: { ...standing, parentId: standing.parentId || null, ...bodyOf(value) } });
  return (
    <FormDialog
      title="新增单位"
      note="人大、政协机构由运维人员开通，这里新增承办单位和基层单元。"
      width={620}
      words="新增单位"
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <StandingFields value={standing} onChange={setStanding} around={regionCode} error={write.error} />
      <OrganisationFields value={value} onChange={setValue} error={write.error} />
    </FormDialog>
  );
}

function StandingFields({
  value,
  onChange,
  around,
  error,
}: {
  value: Standing;
  onChange: (value: Standing) => void;
  around: string;
  error: Error | null;
}) {
  const below = useRead(listRegions, { query: { parent: around } });
  const parents = useRead(listOrganisations, { query: { limit: 100 } });
  const regions = [[around, `本级（${around}）`] as const, ...(below.data?.items ?? []).map((one) => [one.code, one.name] as const)];
  return (
    <div className="field-row">
      <PickField
        name="类别"
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as Standing['kind'] })}
        choices={[
          ['handlingUnit', '承办单位'],
          ['grassrootsUnit', '基层单元（有网格）'],
        ]}
      />
      <PickField
        name="层级"
        value={value.level}
        onChange={(level) => onChange({ ...value, level: level as Level })}
        choices={Object.entries(levels)}
      />
      <PickField
        name="所在区划"
        value={value.regionCode}
        onChange={(regionCode) => onChange({ ...value, regionCode })}
        choices={regions}
        wrong={faultOf(error, 'regionCode')}
      />
      <PickField
        name="上级单位"
        hint="可不填"
        value={value.parentId}
        onChange={(parentId) => onChange({ ...value, parentId })}
        none="没有上级"
        choices={(parents.data?.items ?? []).map((one) => [one.id, one.name] as const)}
      />
    </div>
  );
}

/** Changes what an organisation is for; refused where somebody else changed it in between. */
export function ChangeOrganisationDialog({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const { name, shortName, duties, keywords, divisions, postalAddress } = organisation;
  const [value, setValue] = useState<OrganisationValue>({
    name,
    shortName,
    duties,
    keywords: keywords.join('、'),
    divisions: divisions.join('、'),
    postalAddress,
  });
  const { say } = useUndo();
  const write = useWrite(changeOrganisation, {
    onDone: () => {
      say(`已修改 ${value.name}`);
      onClose();
    },
  });
  const submit = () => write.mutate({ params: { id: organisation.id }, body: { version: organisation.version, ...bodyOf(value) } });
  return (
    <FormDialog
      title={`修改：${organisation.name}`}
      width={620}
      words="保存修改"
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <OrganisationFields value={value} onChange={setValue} error={write.error} />
    </FormDialog>
  );
}

interface OrganisationFieldsProps {
  readonly value: OrganisationValue;
  readonly onChange: (value: OrganisationValue) => void;
  readonly error: Error | null;
}

function OrganisationFields({ value, onChange, error }: OrganisationFieldsProps) {
  const put = (part: Partial<OrganisationValue>) => onChange({ ...value, ...part });
  return (
    <>
      <NameFields value={value} put={put} error={error} />
      <AreaField
        name="职责"
        hint="推荐承办单位时据此判断归口"
        value={value.duties}
        onChange={(duties) => put({ duties })}
        maxLength={1000}
        wrong={faultOf(error, 'duties')}
      />
      <AreaField
        name="关键词"
        hint="用顿号隔开，如 加装电梯、物业"
        value={value.keywords}
        onChange={(keywords) => put({ keywords })}
        wrong={faultOf(error, 'keywords')}
      />
      <AreaField
        name="处室"
        hint="用顿号隔开"
        value={value.divisions}
        onChange={(divisions) => put({ divisions })}
        wrong={faultOf(error, 'divisions')}
      />
      <TextField
        name="通信地址"
        hint="印在地址标签上，可不填"
        value={value.postalAddress}
        onChange={(postalAddress) => put({ postalAddress })}
        maxLength={120}
        wrong={faultOf(error, 'postalAddress')}
      />
    </>
  );
}

interface NameFieldsProps extends Omit<OrganisationFieldsProps, 'onChange'> {
  readonly put: (part: Partial<OrganisationValue>) => void;
}

function NameFields({ value, put, error }: NameFieldsProps) {
  return (
    <div className="field-row">
      <TextField
        name="全称"
        value={value.name}
        onChange={(name) => put({ name })}
        required
        minLength={2}
        maxLength={60}
        wrong={faultOf(error, 'name')}
      />
      <TextField
        name="简称"
        value={value.shortName}
        onChange={(shortName) => put({ shortName })}
        required
        maxLength={20}
        wrong={faultOf(error, 'shortName')}
      />
    </div>
  );
}

/** Adds or changes a grid. Its border is pasted as points or as GeoJSON from a map tool. */
export function GridDialog({ organisationId, grid, onClose }: { organisationId: string; grid: Grid | null; onClose: () => void }) {
  const [code, setCode] = useState(grid?.code ?? '');
  const [name, setName] = useState(grid?.name ?? '');
  const [border, setBorder] = useState(grid ? grid.polygon.map((point) => point.join(',')).join('\n') : '');
  const add = useWrite(addGrid, { onDone: onClose });
  const alter = useWrite(changeGrid, { onDone: onClose });
  const write = grid ? alter : add;
  const ring = ringOf(border);
  const submit = () => {
    if (!ring) return;
    const body = { code, name, polygon: ring };
    if (grid) alter.mutate({ params: { id: grid.id }, body });
    else add.mutate({ params: { id: organisationId }, body });
  };
  const wrong = border && !ring ? '没有看懂，至少三个点，每行“经度,纬度”' : faultOf(write.error, 'polygon');
  return (
    <SaveDialog
      changes={grid?.name}
      adds="网格"
      width={520}
      write={write}
      blocked={ring ? null : '先填写边界'}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="field-row">
        <TextField name="编号" value={code} onChange={setCode} required maxLength={30} wrong={faultOf(write.error, 'code')} />
        <TextField name="名称" value={name} onChange={setName} required maxLength={40} wrong={faultOf(write.error, 'name')} />
      </div>
      <AreaField
        name="边界"
        hint="每行一个点“经度,纬度”，或粘贴 GeoJSON 面"
        value={border}
        onChange={setBorder}
        required
        rows={8}
        code
        wrong={wrong}
      />
    </SaveDialog>
  );
}

function bodyOf(value: OrganisationValue) {
  return {
    name: value.name,
    shortName: value.shortName,
    duties: value.duties,
    keywords: wordsIn(value.keywords),
    divisions: wordsIn(value.divisions),
    postalAddress: value.postalAddress,
  };
}

function wordsIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[、，,；;\n]/)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ];
}
