/** Whole numbers by pairs of whole numbers ≥ 0: a hash table in typed arrays, several times quicker than a `Map` of joined keys. */
export interface PairTable {
  /** The value, or -1 when the pair has none. */
  get(left: number, right: number): number;
  set(left: number, right: number, value: number): void;
  readonly size: number;
}

/** Makes an empty table with room for about `expected` pairs; it grows as needed. */
export function createPairTable(expected = 1_024): PairTable {
  let capacity = 1 << Math.ceil(Math.log2(Math.max(16, expected * 2)));
  let lefts = new Int32Array(capacity).fill(-1);
  let rights = new Int32Array(capacity);
  let values = new Int32Array(capacity);
  let size = 0;

  const slotOf = (left: number, right: number): number => {
    let slot = mix(left, right) & (capacity - 1);
    while (lefts[slot] !== -1 && (lefts[slot] !== left || rights[slot] !== right)) slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  const put = (left: number, right: number, value: number): void => {
    const slot = slotOf(left, right);
    if (lefts[slot] === -1) size++;
    lefts[slot] = left;
    rights[slot] = right;
    values[slot] = value;
  };
  const grow = (): void => {
    const [oldLefts, oldRights, oldValues] = [lefts, rights, values];
    capacity *= 2;
    lefts = new Int32Array(capacity).fill(-1);
    rights = new Int32Array(capacity);
    values = new Int32Array(capacity);
    size = 0;
    for (let slot = 0; slot < oldLefts.length; slot++) {
      const left = oldLefts[slot] ?? -1;
      if (left !== -1) put(left, oldRights[slot] ?? 0, oldValues[slot] ?? 0);
    }
  };

  return {
    get: (left, right) => {
      const slot = slotOf(left, right);
      return lefts[slot] === -1 ? -1 : (values[slot] ?? -1);
    },
    set: (left, right, value) => {
      if (size * 2 >= capacity) grow();
      put(left, right, value);
    },
    get size() {
      return size;
    },
  };
}

function mix(left: number, right: number): number {
  const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca77);
  return mixed ^ (mixed >>> 15);
}
