import type { Arrays } from '../../arrays';
import { createRandom, type Random } from '../../random';
import { createBreath } from '../../training/breath';
import { DataError } from '../error';
import { COLOURS, COUNTS, captionOf, POSITIONS, SHAPES, type ShapeAttributes, SIZES } from './caption';
import { PAINT, paintShape } from './paint';

export { attributesOf, COLOURS, COUNTS, captionOf, POSITIONS, SHAPES, type ShapeAttributes, SIZES } from './caption';
export { questionsAbout, type ShapeQuestion } from './questions';

export interface ShapeOptions {
  readonly count: number;
  readonly seed: number | string;
  readonly background?: 'dark' | 'light';
  /** Attributes that every picture has; the others are drawn by chance. */
  readonly only?: Partial<ShapeAttributes>;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/** Pictures with a caption and the attributes behind it for each. */
export interface CaptionedImages {
  readonly images: Arrays;
  readonly captions: readonly string[];
  readonly attributes: readonly ShapeAttributes[];
}

const SIDE = 32;

/**
 * Coloured shapes `[32, 32, 3]`, 0…1, anti-aliased, labelled by their shape: one to three equal ones in one of nine places. Picture i is the
 * same however many are asked for. @throws DataError `data.shapes`
 */
export async function drawShapes({
  count,
  seed,
  background = 'dark',
  only = {},
  breathe,
}: ShapeOptions): Promise<CaptionedImages> {
  if (!Number.isInteger(count) || count < 0 || count > MOST)
    throw new DataError(
      'data.shapes',
      `${count} pictures cannot be drawn.`,
      `A whole number up to ${MOST.toLocaleString('en')} can.`,
      'Ask for fewer pictures.',
    );
  const random = createRandom(seed).split('shapes');
  const data = new Float32Array(count * SIDE * SIDE * 3);
  const attributes: ShapeAttributes[] = [];
  const breath = createBreath(breathe);
  for (let index = 0; index < count; index++) {
    if (index % 64 === 0) await breath();
    const own = random.split(`image ${index}`);
    const drawn = { ...chooseAttributes(own), ...only };
    attributes.push(drawn);
    drawPicture(data.subarray(index * SIDE * SIDE * 3, (index + 1) * SIDE * SIDE * 3), drawn, background, own);
  }
  const labels = Int32Array.from(attributes, ({ shape }) => SHAPES.indexOf(shape));
  return {
    images: { shape: [SIDE, SIDE, 3], count, data, labels, classes: SHAPES },
    captions: attributes.map(captionOf),
    attributes,
  };
}

/** 65,000 pictures fill 800 MB. */
const MOST = 65_000;

function chooseAttributes(random: Random): ShapeAttributes {
  const one = <T>(choices: readonly [T, ...T[]]): T => choices[random.int(choices.length)] ?? choices[0];
  return { shape: one(SHAPES), colour: one(COLOURS), size: one(SIZES), position: one(POSITIONS), count: one(COUNTS) };
}

const RADIUS = { small: 2.4, large: 4.3 } as const;

/** Where the shapes of a group stand about its middle, in steps that just keep two apart. */
const GROUPS: Readonly<Record<ShapeAttributes['count'], readonly (readonly [x: number, y: number])[]>> = {
  1: [[0, 0]],
  2: [
    [-0.5, 0],
    [0.5, 0],
  ],
  3: [
    [0, -0.45],
    [-0.5, 0.45],
    [0.5, 0.45],
  ],
};

/** How far a shape may stand from its place in a group, each way. */
const STRAY = 0.3;

function drawPicture(
  pixels: Float32Array,
  { shape, colour, size, position, count }: ShapeAttributes,
  background: 'dark' | 'light',
  random: Random,
): void {
  const shade = 0.08 * random.next();
  pixels.fill(background === 'dark' ? shade : 1 - shade);
  const radius = RADIUS[size] * (count === 1 ? 1.2 : 1) * (0.94 + 0.12 * random.next());
  const paint = PAINT[colour].map((channel) => clamp(channel + 0.03 * random.normal(), 0, 1));
  // Two neighbours are at least a pixel apart, so that they can be counted, even where both lean and stray towards each other: a triangle that leans as far
  // as it may reaches 1.22 radii to its side.
  const step = 2.46 * radius + 1.3 + 2 * STRAY;
  const place = POSITIONS.indexOf(position);
  const group = GROUPS[count];
  const middle = (index: number, axis: 0 | 1) => {
    // The group stays inside the picture as a whole, so that its shapes stay apart.
    const half = step * Math.max(...group.map((off) => Math.abs(off[axis]))) + 1.15 * radius + 0.5;
    return clamp(SIDE / 2 + 8 * (index - 1) + 0.7 * clamp(random.normal(), -2, 2), half, SIDE - half);
  };
  const [middleX, middleY] = [middle(place % 3, 0), middle(Math.floor(place / 3), 1)];
  for (const [offX, offY] of group) {
    const stray = () => clamp(0.15 * random.normal(), -STRAY, STRAY);
    const x = middleX + step * offX + stray();
    const y = middleY + step * offY + stray();
    paintShape(pixels, SIDE, { shape, x, y, radius, angle: clamp(0.12 * random.normal(), -0.25, 0.25), paint });
  }
}

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));
