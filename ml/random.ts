/** A seeded stream of random numbers. Streams can be split, so that adding a draw in one place changes nothing anywhere else. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of it. */
  next(): number;
  /** Uniform whole number in [0, n). */
  int(n: number): number;
  /** Standard normal (Box & Muller 1958). */
  normal(): number;
  /** Shuffles in place (Fisher & Yates, Durstenfeld 1964) and returns its argument. */
  shuffle<T>(items: T[]): T[];
  /** A stream of its own for a purpose; it depends on this stream's seed and the label, not on what was drawn before. */
  split(label: string): Random;
}

/** Makes a stream from a seed. The generator is xoshiro128** (Blackman & Vigna 2018), seeded through splitmix32. */
export function createRandom(seed: number | string): Random {
  const start = typeof seed === 'number' ? mixNumber(seed) : mixText(seed, 0x9e3779b9);
  const words = splitmix(start);
  return stream([words(), words(), words(), words()], start);
}

function stream([s0, s1, s2, s3]: [number, number, number, number], start: number): Random {
  let [a, b, c, d] = [s0 | 0, s1 | 0, s2 | 0, s3 | 0];
  const bits = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result >>> 0;
  };
  const next = () => bits() / 0x1_0000_0000;
  const int = (n: number) => Math.floor(next() * n);
  return {
    next,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (items) => {
      for (let last = items.length - 1; last > 0; last--) {
        const other = int(last + 1);
        const [x, y] = [items[last], items[other]];
        if (x !== undefined) items[other] = x;
        if (y !== undefined) items[last] = y;
      }
      return items;
    },
    split: (label) => {
      const own = mixText(label, start);
      const words = splitmix(own);
      return stream([words(), words(), words(), words()], own);
    },
  };
}

const rotate = (x: number, by: number) => (x << by) | (x >>> (32 - by));

/** splitmix32: spreads one word over many, never all zero in practice for xoshiro's sake. */
function splitmix(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
}

const mixNumber = (seed: number) => mixText(String(seed), 0x2545f491);

/** FNV-1a over UTF-16 code units, from a basis of its own. */
function mixText(text: string, basis: number): number {
  let mixed = (0x811c9dc5 ^ basis) | 0;
  for (let index = 0; index < text.length; index++) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  return mixed | 0;
}
