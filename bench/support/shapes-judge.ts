/** What pictures of one coloured shape show, told by real ones: for measurements of models that are asked for such pictures in words. */
import { type Examples, numbersIn } from '@/graph';
import { attributesOf, POSITIONS, type ShapeAttributes } from '@/ml/data/shapes';

/** Half of what is looked at around the middle of a shape, in pixels: a little more than the largest reaches. */
const REACH = 8;
const SIDE = 2 * REACH + 1;

/** Of how many pictures, 0…1, each attribute is the one that was asked for, and all of them at once. */
export interface Judged {
  readonly count: number;
  readonly colour: number;
  readonly shape: number;
  readonly size: number;
  readonly position: number;
  /** Colour and shape, whatever the size and the place. */
  readonly look: number;
  readonly all: number;
}

/**
 * A judge that has seen these captioned pictures. What it is shown has the shape and the size of the real picture whose brightness is nearest, number by number,
 * when both are moved so that their shapes have the same middle, and the colour of the one whose mean colour is: so it knows a purple star that has only seen
 * others. The position is where that middle lies. Real pictures that are judged are not compared with themselves.
 */
export function shapesJudge(real: Examples): (made: Examples, most?: number) => Judged {
  const known = Array.from({ length: real.count }, (_, row) => cutOut(real, row));
  const [forms, tints] = [known.map(({ form }) => form), known.map(({ tint }) => tint)];
  const said = Array.from({ length: real.count }, (_, row) => attributesOf(real.captions?.[row] ?? ''));
  return (made, most = made.count) => {
    const count = Math.min(most, made.count);
    const right = { colour: 0, shape: 0, size: 0, position: 0, look: 0, all: 0 };
    for (let row = 0; row < count; row++) {
      const wanted = attributesOf(made.captions?.[row] ?? '');
      const { form, tint, position } = cutOut(made, row);
      const not = made === real ? row : -1;
      const [like, coloured] = [nearest(form, forms, not), nearest(tint, tints, not)];
      const seen: Partial<ShapeAttributes> = {
        shape: said[like]?.shape,
        size: said[like]?.size,
        colour: said[coloured]?.colour,
        position,
      };
      const agrees = (...names: readonly (keyof ShapeAttributes)[]) =>
        Number(wanted !== null && names.every((name) => seen[name] === wanted[name])) / count;
      right.colour += agrees('colour');
      right.shape += agrees('shape');
      right.size += agrees('size');
      right.position += agrees('position');
      right.look += agrees('colour', 'shape');
      right.all += agrees('colour', 'shape', 'size', 'position');
    }
    return { count, ...right };
  };
}

interface CutOut {
  /** How bright it is around its middle, the brightest 1. */
  readonly form: Float32Array;
  /** The mean colour of what is bright, its brightest part 1. */
  readonly tint: Float32Array;
  readonly position: ShapeAttributes['position'];
}

/** The part of a picture around the middle of all that is bright in it. */
function cutOut({ data, shape }: Examples, row: number): CutOut {
  const [height = 0, width = 0] = shape;
  const image = data.subarray(row * numbersIn(shape), (row + 1) * numbersIn(shape));
  let [all, down, across] = [1e-6, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const bright = Math.max(0, Math.max(image[at] ?? 0, image[at + 1] ?? 0, image[at + 2] ?? 0) - 0.25);
      all += bright;
      down += bright * y;
      across += bright * x;
    }
  const [y, x] = [down / all, across / all];
  const form = new Float32Array(SIDE * SIDE);
  const tint = new Float32Array(3);
  for (let dy = -REACH; dy <= REACH; dy++)
    for (let dx = -REACH; dx <= REACH; dx++) {
      const [fromY, fromX] = [Math.round(y) + dy, Math.round(x) + dx];
      if (fromY < 0 || fromX < 0 || fromY >= height || fromX >= width) continue;
      const from = 3 * (fromY * width + fromX);
      const colour = image.subarray(from, from + 3);
      const bright = Math.max(...colour);
      form[(dy + REACH) * SIDE + dx + REACH] = bright;
      if (bright > 0.25) for (let part = 0; part < 3; part++) tint[part] = (tint[part] ?? 0) + (colour[part] ?? 0);
    }
  for (const numbers of [form, tint]) {
    const most = Math.max(1e-6, ...numbers);
    for (let at = 0; at < numbers.length; at++) numbers[at] = (numbers[at] ?? 0) / most;
  }
  const third = (at: number, of: number) => Math.min(2, Math.max(0, Math.round((4 * (at + 0.5)) / of) - 1));
  return { form, tint, position: POSITIONS[3 * third(y, height) + third(x, width)] ?? 'in the middle' };
}

function nearest(own: Float32Array, among: readonly Float32Array[], not: number): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [index, other] of among.entries()) {
    if (index === not) continue;
    let sum = 0;
    for (let at = 0; at < own.length && sum < least; at++) sum += ((own[at] ?? 0) - (other[at] ?? 0)) ** 2;
    if (sum < least) [best, least] = [index, sum];
  }
  return best;
}
