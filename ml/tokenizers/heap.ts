/** A binary heap: what comes before all others is taken first. */
export interface Heap<Item> {
  push(item: Item): void;
  pop(): Item | undefined;
  readonly size: number;
}

/** Makes an empty heap. `before` must be a strict order; where it decides every pair, the order of taking is fixed. */
export function createHeap<Item>(before: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];
  return {
    push: (item) => {
      let index = items.push(item) - 1;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        const above = items[parent];
        if (above === undefined || !before(item, above)) break;
        items[index] = above;
        index = parent;
      }
      items[index] = item;
    },
    pop: () => {
      const first = items[0];
      const last = items.pop();
      if (last === undefined || items.length === 0) return first;
      let index = 0;
      for (;;) {
        const left = 2 * index + 1;
        const [leftItem, rightItem] = [items[left], items[left + 1]];
        if (leftItem === undefined) break;
        const takeRight = rightItem !== undefined && before(rightItem, leftItem);
        const child = takeRight ? rightItem : leftItem;
        if (!before(child, last)) break;
        items[index] = child;
        index = takeRight ? left + 1 : left;
      }
      items[index] = last;
      return first;
    },
    get size() {
      return items.length;
    },
  };
}
