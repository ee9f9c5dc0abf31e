/** Python’s own generator, as far as drawing examples needs it. */
export interface PythonRandom {
  /** `random.sample(items, count)`. @throws RangeError for more than there are */
  sample<Item>(items: readonly Item[], count: number): Item[];
}

/** The first numbers of the Mersenne Twister (Matsumoto & Nishimura 1998), which are made anew 624 at a time. */
const SIZE = 624;

/**
 * `random.Random(seed)` of CPython 3, for a whole seed of 0 to 2³² − 1: the same seed draws the same examples as the
 * harness, which is written in Python.
 */
export function pythonRandom(seed: number): PythonRandom {
  const state = initByArray(seed >>> 0);
  let place = SIZE;
  const next = (): number => {
    if (place === SIZE) {
      twist(state);
      place = 0;
    }
    let y = state[place++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  /** `_randbelow_with_getrandbits`: as many bits as `n` has, again and again until they are less. */
  const below = (n: number): number => {
    const bits = 32 - Math.clz32(n);
    for (;;) {
      const drawn = next() >>> (32 - bits);
      if (drawn < n) return drawn;
    }
  };
  return {
    sample(items, count) {
      if (!(count >= 0 && count <= items.length))
        throw new RangeError(`Of ${items.length} examples, ${count} cannot be drawn.`);
      // Python takes from a list where that costs less than a set of what it took before; both draw differently.
      const setSize = 21 + (count > 5 ? 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 0);
      return items.length <= setSize ? fromList(items, count, below) : fromSet(items, count, below);
    },
  };
}

function fromList<Item>(items: readonly Item[], count: number, below: (n: number) => number): Item[] {
  const pool = [...items];
  return Array.from({ length: count }, (_, index) => {
    const last = items.length - index - 1;
    const at = below(last + 1);
    const [taken, moved] = [pool[at], pool[last]];
    if (taken === undefined || moved === undefined) throw new RangeError('There are no more examples.');
    pool[at] = moved;
    return taken;
  });
}

function fromSet<Item>(items: readonly Item[], count: number, below: (n: number) => number): Item[] {
  const taken = new Set<number>();
  while (taken.size < count) taken.add(below(items.length)); // one that was taken is drawn again, as in Python
  return [...taken].flatMap((at) => items.slice(at, at + 1));
}

function initGenrand(seed: number): Uint32Array {
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let i = 1; i < SIZE; i++) {
    const before = state[i - 1] ?? 0;
    state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
  }
  return state;
}

/** `init_by_array([seed])`, which is how CPython takes a whole number. */
function initByArray(seed: number): Uint32Array {
  const state = initGenrand(19650218);
  let i = 1;
  const mixed = (by: number) => {
    const before = state[i - 1] ?? 0;
    return (state[i] ?? 0) ^ Math.imul(before ^ (before >>> 30), by);
  };
  const advance = () => {
    i += 1;
    if (i < SIZE) return;
    state[0] = state[SIZE - 1] ?? 0;
    i = 1;
  };
  for (let k = 0; k < SIZE; k++) {
    state[i] = mixed(1664525) + seed;
    advance();
  }
  for (let k = 0; k < SIZE - 1; k++) {
    state[i] = mixed(1566083941) - i;
    advance();
  }
  state[0] = 0x80000000;
  return state;
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < SIZE; i++) {
    const y = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % SIZE] ?? 0) & 0x7fffffff);
    state[i] = (state[(i + 397) % SIZE] ?? 0) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
