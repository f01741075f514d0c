import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { call } from '#platform/web/shared/call.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { refreshModule } from '#platform/web/shared/queries.ts';
import type { Grid, Organisation } from '../../contract/organisation.ts';
import { closeOrganisation, listGrids, listPosts, readOrganisation } from '../../contract/routes.ts';
import { roles } from '../../contract/seat.ts';
import { ChangeOrganisationDialog, GridDialog } from './organisation-dialogs.tsx';
import { levels, organisationKinds } from './organisation-words.ts';

/** One organisation: what it is for, the words that lead matters to it, divisions, people, grids. */
export function OrganisationAside({ id }: { id: string }) {
  const organisation = useRead(readOrganisation, { params: { id } });
  const can = useCan();
  return (
    <Read of={organisation} rows={8}>
      {(one) => (
        <>
          <Head organisation={one} parent={one.parent?.name ?? null} manageable={one.manageable && can('directory.manage-organisations')} />
          <Section title="职责">
            <p>{one.duties || <span className="soon-words">还没有写职责，推荐承办单位时用不上它。</span>}</p>
          </Section>
          <Section title="关键词" note={`${one.keywords.length} 个，用来推荐承办单位`}>
            <div className="row wrap">
              {one.keywords.map((word) => (
                <Tag key={word}>{word}</Tag>
              ))}
            </div>
          </Section>
          <Section title="处室" note={`${one.divisions.length} 个`}>
            <div className="row wrap">
              {one.divisions.map((word) => (
                <Tag key={word}>{word}</Tag>
              ))}
            </div>
          </Section>
          {can('directory.read-people') && <Posts id={one.id} />}
          {one.kind === 'grassrootsUnit' && <Grids id={one.id} manageable={one.manageable && can('directory.manage-organisations')} />}
        </>
      )}
    </Read>
  );
}

function Head({ organisation, parent, manageable }: { organisation: Organisation; parent: string | null; manageable: boolean }) {
  const [open, setOpen] = useState<'change' | 'close' | null>(null);
  const client = useQueryClient();
  return (
    <div className="sec">
      <h2 className="title-2">{organisation.name}</h2>
      <Facts
        pairs={[
          ['简称', organisation.shortName],
          ['类别', organisationKinds[organisation.kind]],
          ['层级', levels[organisation.level]],
          ['区划代码', organisation.regionCode],
          ['上级', parent],
          ['通信地址', organisation.postalAddress],
          ['状态', organisation.status === 'closed' ? '已撤销' : null],
        ]}
      />
      {manageable && organisation.status === 'active' && (
        <div className="row account-acts">
          <Button small onPress={() => setOpen('change')}>
            修改
          </Button>
          {(organisation.kind === 'handlingUnit' || organisation.kind === 'grassrootsUnit') && (
            <Button small onPress={() => setOpen('close')}>
              撤销单位
            </Button>
          )}
        </div>
      )}
      {open === 'change' && <ChangeOrganisationDialog organisation={organisation} onClose={() => setOpen(null)} />}
      {open === 'close' && (
        <ConfirmDialog
          title={`撤销单位：${organisation.name}`}
          words="撤销单位"
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            await call(closeOrganisation, { params: { id: organisation.id }, body: { version: organisation.version } });
            await refreshModule(client, 'directory');
          }}
        >
          <p>撤销后不能再交办给它；已办的事项和留痕不变。还有在职人员的不能撤销。</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function Posts({ id }: { id: string }) {
  const posts = usePages(listPosts, { params: { id }, query: { limit: 50 } });
  return (
    <Section title="人员" note={posts.data ? `${posts.items.length}${posts.hasNextPage ? ' 以上' : ''} 个岗位` : undefined}>
      {posts.items.map((post) => (
        <div key={post.id} className="line-item">
          <span className="cut">
            <DeskLink className="lk" to={`/people/${post.personId}`}>
              {post.personName}
            </DeskLink>{' '}
            <span className="s">
              {post.division} {post.title}
            </span>
          </span>
          <span className="row">
            {post.roles.map((role) => (
              <Tag key={role}>{roles[role]}</Tag>
            ))}
          </span>
        </div>
      ))}
      {posts.data && posts.items.length === 0 && <p className="m">还没有登记岗位。</p>}
      {posts.hasNextPage && (
        <button type="button" className="more-rows" onClick={() => void posts.fetchNextPage()}>
          看下一页
        </button>
      )}
    </Section>
  );
}

function Grids({ id, manageable }: { id: string; manageable: boolean }) {
  const grids = useRead(listGrids, { params: { id } });
  const [open, setOpen] = useState<Grid | 'new' | null>(null);
  return (
    <Section
      title="网格"
      note={grids.data ? `${grids.data.items.length} 个` : undefined}
      act={
        manageable && (
          <Button small onPress={() => setOpen('new')}>
            新增网格
          </Button>
        )
      }
    >
      <Read of={grids} rows={3}>
        {({ items }) => (
          <>
            {items.length > 0 && <GridShapes grids={items} />}
            {items.map((grid) => (
              <div key={grid.id} className="line-item">
                <span>
                  <b>{grid.name}</b> <span className="s">{grid.code}</span>
                  <br />
                  <span className="s">{grid.workers.map((worker) => worker.name).join('、') || '没有网格员'}</span>
                </span>
                {manageable && (
                  <Button small onPress={() => setOpen(grid)}>
                    修改
                  </Button>
                )}
              </div>
            ))}
          </>
        )}
      </Read>
      {open && <GridDialog organisationId={id} grid={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

/** The outlines of the grids, so that gaps and overlaps show. */
function GridShapes({ grids }: { grids: readonly Grid[] }) {
  const all = grids.flatMap((grid) => grid.polygon);
  const [west, east] = [Math.min(...all.map(([lon]) => lon)), Math.max(...all.map(([lon]) => lon))];
  const [south, north] = [Math.min(...all.map(([, lat]) => lat)), Math.max(...all.map(([, lat]) => lat))];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(368 / Math.max(1e-6, (east - west) * shrink), 200 / Math.max(1e-6, north - south));
  return (
    <svg className="grid-shapes" viewBox="-10 -10 388 220" role="img" aria-label={`${grids.length} 个网格的边界`}>
      {grids.map((grid) => (
        <polygon
          key={grid.id}
          className="grid-shape"
          points={grid.polygon.map(([lon, lat]) => `${(lon - west) * shrink * scale},${(north - lat) * scale}`).join(' ')}
        >
          <title>{grid.name}</title>
        </polygon>
      ))}
    </svg>
  );
}
