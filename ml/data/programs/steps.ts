import type { Random } from '../../random';

/** A step of a program on a list of whole numbers: what it says in words, in JavaScript, and what it does. */
export interface Step {
  /** Without its number: `add`. */
  readonly name: string;
  /** One of several ways to say it. */
  readonly words: string;
  /** What stands behind the list: `.map((x) => x + 3)`. */
  readonly code: string;
  readonly apply: (list: readonly number[]) => readonly number[] | number;
}

interface Kind {
  readonly name: string;
  /** Whether it takes a number, and the smallest and largest. */
  readonly number?: readonly [number, number];
  readonly ways: readonly ((n: number) => string)[];
  readonly code: (n: number) => string;
  readonly apply: (list: readonly number[], n: number) => readonly number[] | number;
}

const each = (
  name: string,
  number: Kind['number'],
  ways: Kind['ways'],
  code: (n: number) => string,
  map: (x: number, n: number) => number,
): Kind => ({
  name,
  ...(number && { number }),
  ways,
  code: (n) => `.map((x) => ${code(n)})`,
  apply: (list, n) => list.map((x) => map(x, n)),
});

const keep = (
  name: string,
  number: Kind['number'],
  ways: Kind['ways'],
  code: (n: number) => string,
  test: (x: number, n: number) => boolean,
): Kind => ({
  name,
  ...(number && { number }),
  ways,
  code: (n) => `.filter((x) => ${code(n)})`,
  apply: (list, n) => list.filter((x) => test(x, n)),
});

/** Steps after which there is still a list. */
const ON_LISTS: readonly Kind[] = [
  each(
    'add',
    [1, 9],
    [(n) => `add ${n} to each`, (n) => `make each ${n} larger`],
    (n) => `x + ${n}`,
    (x, n) => x + n,
  ),
  each(
    'subtract',
    [1, 9],
    [(n) => `take ${n} from each`, (n) => `make each ${n} smaller`],
    (n) => `x - ${n}`,
    (x, n) => x - n,
  ),
  each(
    'multiply',
    [2, 9],
    [(n) => `multiply each by ${n}`, (n) => `take each ${n} times`],
    (n) => `x * ${n}`,
    (x, n) => x * n,
  ),
  each(
    'square',
    undefined,
    [() => 'square each', () => 'multiply each by itself'],
    () => 'x * x',
    (x) => x * x,
  ),
  each(
    'negate',
    undefined,
    [() => 'turn the sign of each', () => 'negate each'],
    () => '-x',
    (x) => (x === 0 ? -0 : -x),
  ),
  keep(
    'even',
    undefined,
    [() => 'keep the even ones', () => 'drop the odd ones'],
    () => 'x % 2 === 0',
    (x) => x % 2 === 0,
  ),
  keep(
    'odd',
    undefined,
    [() => 'keep the odd ones', () => 'drop the even ones'],
    () => 'x % 2 !== 0',
    (x) => x % 2 !== 0,
  ),
  keep(
    'greater',
    [1, 9],
    [(n) => `keep those above ${n}`, (n) => `keep what is greater than ${n}`],
    (n) => `x > ${n}`,
    (x, n) => x > n,
  ),
  keep(
    'less',
    [1, 9],
    [(n) => `keep those below ${n}`, (n) => `keep what is less than ${n}`],
    (n) => `x < ${n}`,
    (x, n) => x < n,
  ),
  {
    name: 'reverse',
    ways: [() => 'turn the list round', () => 'reverse the list'],
    code: () => '.reverse()',
    apply: (list) => [...list].reverse(),
  },
  {
    name: 'sort',
    ways: [() => 'sort from small to large', () => 'put the smallest first'],
    code: () => '.sort((a, b) => a - b)',
    apply: (list) => [...list].sort((a, b) => a - b),
  },
  {
    name: 'sort down',
    ways: [() => 'sort from large to small', () => 'put the largest first'],
    code: () => '.sort((a, b) => b - a)',
    apply: (list) => [...list].sort((a, b) => b - a),
  },
  {
    name: 'first',
    number: [1, 4],
    ways: [(n) => `take the first ${n}`, (n) => `keep ${n} from the beginning`],
    code: (n) => `.slice(0, ${n})`,
    apply: (list, n) => list.slice(0, n),
  },
  {
    name: 'without first',
    number: [1, 4],
    ways: [(n) => `leave out the first ${n}`, (n) => `skip ${n}`],
    code: (n) => `.slice(${n})`,
    apply: (list, n) => list.slice(n),
  },
];

/** Steps that make one number of a list. */
const AT_THE_END: readonly Kind[] = [
  {
    name: 'sum',
    ways: [() => 'add them up', () => 'give the sum'],
    code: () => '.reduce((a, b) => a + b, 0)',
    apply: (list) => list.reduce((a, b) => a + b, 0),
  },
  {
    name: 'count',
    ways: [() => 'count them', () => 'say how many there are'],
    code: () => '.length',
    apply: (list) => list.length,
  },
  {
    name: 'largest',
    ways: [() => 'give the largest, or 0', () => 'find the maximum, at least 0'],
    code: () => '.reduce((a, b) => (a > b ? a : b), 0)',
    apply: (list) => Math.max(0, ...list),
  },
];

/** The steps of a program: one to three on the list, and often one at its end. */
export function drawSteps(random: Random): Step[] {
  const count = 1 + random.int(3);
  const kinds: Kind[] = [];
  // The same thing is not done twice in a row.
  while (kinds.length < count) {
    const kind = ON_LISTS[random.int(ON_LISTS.length)];
    if (kind && kind !== kinds.at(-1)) kinds.push(kind);
  }
  const last = random.next() < 0.4 ? AT_THE_END[random.int(AT_THE_END.length)] : undefined;
  return [...kinds, ...(last ? [last] : [])].map((kind) => stepOf(kind, random));
}

function stepOf({ name, number, ways, code, apply }: Kind, random: Random): Step {
  const n = number ? number[0] + random.int(number[1] - number[0] + 1) : 0;
  return { name, words: ways[random.int(ways.length)]?.(n) ?? name, code: code(n), apply: (list) => apply(list, n) };
}
