/** A list in which one item stands elsewhere. */
export function withMoved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const [item, rest] = [items[from], items.filter((_item, index) => index !== from)];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}
