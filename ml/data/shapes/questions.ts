import type { ShapeAttributes } from './caption';

/** A question about one picture of shapes, and its answer. */
export interface ShapeQuestion {
  readonly asks: keyof ShapeAttributes;
  readonly question: string;
  readonly answer: string;
}

const NUMBERS = { 1: 'one', 2: 'two', 3: 'three' } as const;

/** Every attribute, asked for by one that is told: “what colour are the stars?”, red; and one that is said or denied: “are they large?”, no. */
export function questionsAbout({ shape, colour, size, position, count }: ShapeAttributes): readonly ShapeQuestion[] {
  const many = shape === 'cross' ? 'crosses' : `${shape}s`;
  const [are, them, they] = count === 1 ? ['is', `the ${shape}`, 'it'] : ['are', `the ${many}`, 'they'];
  return [
    { asks: 'colour', question: `what colour ${are} ${them}?`, answer: colour },
    { asks: 'shape', question: `what shape ${are} ${they}?`, answer: shape },
    { asks: 'count', question: `how many ${many} are there?`, answer: NUMBERS[count] },
    { asks: 'size', question: `how large ${are} ${them}?`, answer: size },
    { asks: 'position', question: `where ${are} ${them}?`, answer: position },
    { asks: 'size', question: `${are} ${they} large?`, answer: size === 'large' ? 'yes' : 'no' },
  ];
}
