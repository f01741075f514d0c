import type { AgendaDraft } from '../../../contract/arrangement/routes.ts';

/** An item of an agenda being edited: the list stands in the order of the page, parents before their children. */
export type Draft = Required<AgendaDraft>;

/** The item and all that hangs below it, in order. */
export function branchOf(items: readonly Draft[], id: string): readonly Draft[] {
  const inside = new Set([id]);
  return items.filter((one) => {
    const belongs = one.id === id || (one.parentId !== null && inside.has(one.parentId));
    if (belongs) inside.add(one.id);
    return belongs;
  });
}

/** Adds `item` after the branch of `after`, on its level; at the end where `after` is null. */
export function insertAfter(items: readonly Draft[], after: string | null, item: Draft): readonly Draft[] {
  const beside = items.find((one) => one.id === after);
  if (!beside) return [...items, { ...item, parentId: null }];
  const last = branchOf(items, beside.id).at(-1)!;
  const place = items.indexOf(last) + 1;
  return [...items.slice(0, place), { ...item, parentId: beside.parentId }, ...items.slice(place)];
}

/** Takes an item out with all below it. */
export function without(items: readonly Draft[], id: string): readonly Draft[] {
  const gone = new Set(branchOf(items, id).map((one) => one.id));
  return items.filter((one) => !gone.has(one.id));
}

/** Puts an item below the one before it on its own level; unchanged where there is none. Four levels are numbered, so no fifth is made. */
export function indent(items: readonly Draft[], id: string): readonly Draft[] {
  const item = items.find((one) => one.id === id);
  const before = item && siblingsOf(items, item).slice(0, siblingsOf(items, item).indexOf(item)).at(-1);
  if (!item || !before || deepest(items, item) >= 3) return items;
  return items.map((one) => (one.id === id ? { ...one, parentId: before.id } : one));
}

/** Lifts an item to the level of its parent, behind it: what followed it on its level stays with the parent. */
export function outdent(items: readonly Draft[], id: string): readonly Draft[] {
  const item = items.find((one) => one.id === id);
  const parent = item && items.find((one) => one.id === item.parentId);
  if (!item || !parent) return items;
  const branch = branchOf(items, id).map((one) => (one.id === id ? { ...one, parentId: parent.parentId } : one));
  const rest = without(items, id);
  const place = rest.indexOf(branchOf(rest, parent.id).at(-1)!) + 1;
  return [...rest.slice(0, place), ...branch, ...rest.slice(place)];
}

/** Moves an item with all below it past the one before (-1) or behind (1) on its own level. */
export function move(items: readonly Draft[], id: string, by: -1 | 1): readonly Draft[] {
  const item = items.find((one) => one.id === id);
  if (!item) return items;
  const level = siblingsOf(items, item);
  const other = level[level.indexOf(item) + by];
  if (!other) return items;
  const branch = branchOf(items, id);
  const rest = without(items, id);
  const place = by < 0 ? rest.indexOf(other) : rest.indexOf(branchOf(rest, other.id).at(-1)!) + 1;
  return [...rest.slice(0, place), ...branch, ...rest.slice(place)];
}

/** How deep an item lies: 0 for the highest level. */
export function depthOf(items: readonly Draft[], item: Draft): number {
  const parent = items.find((one) => one.id === item.parentId);
  return parent ? depthOf(items, parent) + 1 : 0;
}

function deepest(items: readonly Draft[], item: Draft): number {
  return Math.max(...branchOf(items, item.id).map((one) => depthOf(items, one)));
}

function siblingsOf(items: readonly Draft[], item: Draft): readonly Draft[] {
  return items.filter((one) => one.parentId === item.parentId);
}
