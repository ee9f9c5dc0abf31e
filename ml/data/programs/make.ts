import { createRandom, type Random } from '../../random';
import { drawSteps, type Step } from './steps';

/** A small program with its task in words and the tests that it passes. */
export interface MadeProgram {
  /** The task and the beginning of the function: what a model goes on from. It ends with a word, where tokenizers end a token too. */
  readonly task: string;
  /** The rest of the function. */
  readonly rest: string;
  /** `assert.deepEqual(f([1, 2]), [4, 5]);`, a line each. */
  readonly tests: string;
}

/** Tests of a program. */
const TESTS = 6;

/**
 * Programs on lists of whole numbers, made of steps that are said in words: “add 3 to each, then keep the even ones”. What a program does is the same in both
 * sets for none of them: a program is in the one or the other by its code, a tenth of all to be asked.
 */
export function makePrograms(count: number, asked: boolean, seed: number | string): MadeProgram[] {
  const random = createRandom(seed);
  const found: MadeProgram[] = [];
  const seen = new Set<string>();
  while (found.length < count) {
    const steps = drawSteps(random);
    const code = steps.map((step) => step.code).join('');
    if (isAsked(code) !== asked || (asked && seen.has(code))) continue;
    seen.add(code);
    found.push(program(steps, code, random));
  }
  return found;
}

/** A tenth of all programs, by what they are. */
const isAsked = (code: string): boolean => createRandom(`program ${code}`).int(10) === 0;

function program(steps: readonly Step[], code: string, random: Random): MadeProgram {
  return {
    task: `// ${steps.map(({ words }) => words).join(', then ')}\nfunction f(xs) {\n  return xs`,
    rest: `${code};\n}`,
    tests: [...testsOf(steps, random)].join('\n'),
  };
}

/** What it gives for lists drawn at random; the first is empty. */
function testsOf(steps: readonly Step[], random: Random): Set<string> {
  const tests = new Set<string>();
  for (let trial = 0; trial < TESTS; trial++) {
    const list = Array.from({ length: trial === 0 ? 0 : 3 + random.int(6) }, () => random.int(21) - 6);
    let value: readonly number[] | number = list;
    for (const { apply } of steps) if (typeof value !== 'number') value = apply(value);
    tests.add(`assert.deepEqual(f(${JSON.stringify(list)}), ${JSON.stringify(value)});`);
  }
  return tests;
}
