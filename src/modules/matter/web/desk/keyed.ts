/** Items that have no id of their own, each with its place as key: they are edited or shown in place and never reordered. */
export function keyed<Item>(items: readonly Item[]): readonly { readonly key: string; readonly place: number; readonly item: Item }[] {
  return items.map((item, place) => ({ key: `place-${place}`, place, item }));
}
