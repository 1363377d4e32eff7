import type { CST } from 'yaml';

export type Item = CST.CollectionItem;

export interface ItemInPlace {
  readonly item: Item;
  /** Whether it is between brackets. */
  readonly isInFlow: boolean;
  /** How many maps and lists it is in. */
  readonly depth: number;
}

/** Everything in which a value may be, in the order of the text. `CST.visit` copies the way to each of them. */
export function* itemsOf(tokens: readonly CST.Token[]): Generator<ItemInPlace> {
  const waiting: ItemInPlace[] = tokens
    .filter((token) => token.type === 'document')
    .map((item) => ({ item, isInFlow: false, depth: 0 }))
    .reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const token of [next.item.value, next.item.key]) {
      if (!token || !('items' in token)) continue;
      const inside = { isInFlow: token.type === 'flow-collection', depth: next.depth + 1 };
      for (const item of token.items.toReversed()) waiting.push({ item, ...inside });
    }
  }
}
