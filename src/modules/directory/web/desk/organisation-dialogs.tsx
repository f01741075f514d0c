import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { Grid, Organisation, Position } from '../../contract/organisation.ts';
import { addGrid, addOrganisation, changeGrid, changeOrganisation, listOrganisations, listRegions } from '../../contract/routes.ts';
import type { Level } from '../../contract/seat.ts';
import { FormField, Refusal, faultOf } from './form-parts.tsx';
import { levels } from './organisation-words.ts';

interface OrganisationFormValue {
  readonly name: string;
  readonly shortName: string;
  readonly duties: string;
  readonly keywords: string;
  readonly divisions: string;
}

/** Adds a handling or grassroots unit. Bodies are tenants of their own and are added by the operator. */
export function AddOrganisationDialog({ regionCode, onClose }: { regionCode: string; onClose: () => void }) {
  const [kind, setKind] = useState<'handlingUnit' | 'grassrootsUnit'>('handlingUnit');
  const [level, setLevel] = useState<Level>('city');
  const [region, setRegion] = useState(regionCode);
  const [parentId, setParentId] = useState('');
  const [value, setValue] = useState<OrganisationFormValue>({ name: '', shortName: '', duties: '', keywords: '', divisions: '' });
  const { say } = useUndo();
  const below = useRead(listRegions, { query: { parent: regionCode } });
  const parents = useRead(listOrganisations, { query: { limit: 100 } });
  const write = useWrite(addOrganisation, {
    onDone: () => {
      say(`已新增 ${value.name}`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({
      body: {
        kind,
        level,
        regionCode: region,
        parentId: parentId || null,
        name: value.name,
        shortName: value.shortName,
        duties: value.duties,
        keywords: wordsOf(value.keywords),
        divisions: wordsOf(value.divisions),
      },
    });
  };
  return (
    <DeskDialog title="新增单位" note="人大、政协机构由运维人员开通，这里新增承办单位和基层单元。" onClose={onClose} width={620}>
      <form onSubmit={submit}>
        <div className="field-row">
          <FormField name="类别">
            <select className="pick" value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
              <option value="handlingUnit">承办单位</option>
              <option value="grassrootsUnit">基层单元（有网格）</option>
            </select>
          </FormField>
          <FormField name="层级">
            <select className="pick" value={level} onChange={(event) => setLevel(event.target.value as Level)}>
              {Object.entries(levels).map(([id, label]) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </FormField>
          <FormField name="所在区划" wrong={faultOf(write.error, 'regionCode')}>
            <select className="pick" value={region} onChange={(event) => setRegion(event.target.value)}>
              <option value={regionCode}>本级（{regionCode}）</option>
              {below.data?.items.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          </FormField>
          <FormField name="上级单位" hint="可不填">
            <select className="pick" value={parentId} onChange={(event) => setParentId(event.target.value)}>
              <option value="">没有上级</option>
              {parents.data?.items.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </FormField>
        </div>
        <OrganisationFields value={value} onChange={setValue} error={write.error} />
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          新增单位
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

/** Changes what an organisation is for; refused where somebody else changed it in between. */
export function ChangeOrganisationDialog({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const [value, setValue] = useState<OrganisationFormValue>({
    name: organisation.name,
    shortName: organisation.shortName,
    duties: organisation.duties,
    keywords: organisation.keywords.join('、'),
    divisions: organisation.divisions.join('、'),
  });
  const { say } = useUndo();
  const write = useWrite(changeOrganisation, {
    onDone: () => {
      say(`已修改 ${value.name}`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({
      params: { id: organisation.id },
      body: {
        version: organisation.version,
        name: value.name,
        shortName: value.shortName,
        duties: value.duties,
        keywords: wordsOf(value.keywords),
        divisions: wordsOf(value.divisions),
      },
    });
  };
  return (
    <DeskDialog title={`修改：${organisation.name}`} onClose={onClose} width={620}>
      <form onSubmit={submit}>
        <OrganisationFields value={value} onChange={setValue} error={write.error} />
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          保存修改
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

function OrganisationFields({
  value,
  onChange,
  error,
}: {
  value: OrganisationFormValue;
  onChange: (value: OrganisationFormValue) => void;
  error: Error | null;
}) {
  return (
    <>
      <div className="field-row">
        <FormField name="全称" wrong={faultOf(error, 'name')}>
          <input
            className="input"
            required
            minLength={2}
            maxLength={60}
            value={value.name}
            onChange={(event) => onChange({ ...value, name: event.target.value })}
          />
        </FormField>
        <FormField name="简称" wrong={faultOf(error, 'shortName')}>
          <input
            className="input"
            required
            maxLength={20}
            value={value.shortName}
            onChange={(event) => onChange({ ...value, shortName: event.target.value })}
          />
        </FormField>
      </div>
      <FormField name="职责" hint="推荐承办单位时据此判断归口" wrong={faultOf(error, 'duties')}>
        <textarea
          className="area"
          maxLength={1000}
          value={value.duties}
          onChange={(event) => onChange({ ...value, duties: event.target.value })}
        />
      </FormField>
      <FormField name="关键词" hint="用顿号隔开，如 加装电梯、物业" wrong={faultOf(error, 'keywords')}>
        <textarea className="area" value={value.keywords} onChange={(event) => onChange({ ...value, keywords: event.target.value })} />
      </FormField>
      <FormField name="处室" hint="用顿号隔开" wrong={faultOf(error, 'divisions')}>
        <textarea className="area" value={value.divisions} onChange={(event) => onChange({ ...value, divisions: event.target.value })} />
      </FormField>
    </>
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ring) return;
    const body = { code, name, polygon: ring };
    if (grid) alter.mutate({ params: { id: grid.id }, body });
    else add.mutate({ params: { id: organisationId }, body });
  };
  return (
    <DeskDialog title={grid ? `修改网格：${grid.name}` : '新增网格'} onClose={onClose} width={520}>
      <form onSubmit={submit}>
        <div className="field-row">
          <FormField name="编号" wrong={faultOf(write.error, 'code')}>
            <input className="input" required maxLength={30} value={code} onChange={(event) => setCode(event.target.value)} />
          </FormField>
          <FormField name="名称" wrong={faultOf(write.error, 'name')}>
            <input className="input" required maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
          </FormField>
        </div>
        <FormField
          name="边界"
          hint="每行一个点“经度,纬度”，或粘贴 GeoJSON 面"
          wrong={border && !ring ? '没有看懂，至少三个点，每行“经度,纬度”' : faultOf(write.error, 'polygon')}
        >
          <textarea className="area code-area" required rows={8} value={border} onChange={(event) => setBorder(event.target.value)} />
        </FormField>
        <Button submit filled busy={write.isPending} blocked={ring ? null : '先填写边界'} onPress={() => undefined}>
          {grid ? '保存网格' : '新增网格'}
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

/** The closed ring of a pasted border, or null where it is none. */
function ringOf(text: string): Position[] | null {
  const points = text.trim().startsWith('{')
    ? pointsOfGeoJson(text)
    : text
        .trim()
        .split('\n')
        .map((line) => line.split(/[,，\s]+/).map(Number));
  const clean = points
    .filter((point) => point.length >= 2 && point.every(Number.isFinite))
    .map((point) => [point[0]!, point[1]!] as Position);
  if (clean.length < 3 || clean.length !== points.length) return null;
  const [first, last] = [clean[0]!, clean.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? (clean.length >= 4 ? clean : null) : [...clean, first];
}

function pointsOfGeoJson(text: string): number[][] {
  try {
    const parsed = JSON.parse(text) as { geometry?: { coordinates?: number[][][] }; coordinates?: number[][][] };
    return (parsed.geometry?.coordinates ?? parsed.coordinates)?.[0] ?? [];
  } catch {
    return [];
  }
}

function wordsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[、，,；;\n]/)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ];
}
