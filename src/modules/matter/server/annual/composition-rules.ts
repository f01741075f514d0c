import type { Composition, Section, SectionTable } from '../../contract/annual.ts';
import { composition } from '../../contract/annual.ts';
import { featuresOf, shareLabel } from '../../contract/annual-figures.ts';
import type { Kind } from '../../contract/kind.ts';

/**
 * The product's own composition of a year's account for a body with these kinds, until the office makes it its own: the general situation, then
 * each kind with what its declaration can tell, promises, and how everything was counted. Pure.
 */
export function ownComposition(bodyKind: 'congress' | 'cppcc', kinds: readonly Kind[]): Composition {
  const named = kinds.map((kind) => kind.words.name).join('、');
  const who = bodyKind === 'congress' ? '代表' : '委员';
  return composition.parse({
    title: `关于{年份}年${who}${named}办理情况的报告`,
    sections: [
      {
        id: 'general',
        heading: '总体情况',
        words: ['{从}至{至}，{机构}办理情况如下。', ...kinds.map((kind) => generalWords(kind))].join('\n'),
        kind: null,
        table: null,
        chart: false,
      },
      ...kinds.flatMap(sectionsOf),
      { id: 'definitions', heading: '统计口径', words: '', kind: null, table: 'definitions', chart: false },
    ],
  });
}

function generalWords(kind: Kind): string {
  const of = (name: string) => `{${kind.words.name}.${name}}`;
  const { measures, counter } = { measures: featuresOf(kind).measures, counter: kind.words.counter };
  return [
    `共收到${kind.words.full} ${of('提出')} ${counter}，与上年同期相比${of('提出.比上年')}`,
    measures.includes('accepted') ? `，${kind.acts.accept?.label ?? '受理'} ${of('受理')} ${counter}` : '',
    measures.includes('answered') ? `，已答复 ${of('已答复')} ${counter}，按期答复率 ${of('按期答复率')}` : '',
    measures.includes('met') ? `，${shareLabel('metShare', kind.bodyKind)} ${of(shareLabel('metShare', kind.bodyKind))}` : '',
    '。',
    measures.includes('satisfied')
      ? `已评价 ${of('已评价')} ${counter}，其中满意 ${of('满意')}、基本满意 ${of('基本满意')}、不满意 ${of('不满意')}；没有评价的 ${of('未评价')} ${counter}不计入。`
      : '',
  ].join('');
}

function sectionsOf(kind: Kind): Section[] {
  const features = featuresOf(kind);
  const of = (name: string) => `{${kind.words.name}.${name}}`;
  const part = (table: SectionTable, heading: string, words: string, chart = true): Section => ({
    id: `${kind.kind.toLowerCase()}-${table}`,
    heading: `${kind.words.name}${heading}`,
    words,
    kind: kind.kind,
    table,
    chart,
  });
  const has = (name: (typeof features.dimensions)[number]) => features.dimensions.includes(name);
  return [
    part('overview', '主要数字', '', false),
    part('field', '类别', ''),
    ...(has('class') ? [part('class', '办理结果', '')] : []),
    ...(has('speed')
      ? [
          part(
            'speed',
            '答复用时',
            `首次答复用时，一半在 ${of('答复用时中位数')}以内，九成在 ${of('九成答复用时')}以内，从交办（没有交办的从提交）算到第一次送出答复。`,
          ),
        ]
      : []),
    ...(has('unit') ? [part('unit', '承办单位', '', false)] : []),
    part('delegation', '来源', '', false),
    ...(has('rating') ? [part('rating', '评价', '')] : []),
    ...(features.promises ? [part('promise', '答复承诺兑现', `期内${kind.words.name}的答复共作出承诺 ${of('承诺')} 项。`)] : []),
  ];
}
