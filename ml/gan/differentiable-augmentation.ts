import type { Random } from '../random';
import { add, matMul, mean, mul, reshape, sub, type Tensor, tensor, transpose } from '../tf';

/** What may be done to an image: its colours changed, moved, a square of it left out. */
export type ImageAugmentation = 'colour' | 'translation' | 'cutout';

/** An image is moved by at most this share of its size, and as published a square of half its size is left out. */
const [MOST_MOVED, CUT] = [1 / 8, 1 / 2];

/**
 * Differentiable augmentation (Zhao et al. 2020, section 3.3 and its published code): what is done to images `[B, H, W, C]` of −1 … 1 before a critic sees
 * them, real and made alike, drawn anew for each item. Gradients pass through it, twice where a penalty asks for that; so the generator learns to make whole
 * images, and a critic of few images cannot learn them by heart. The function does the same each time.
 */
export function augmentation(
  kinds: readonly ImageAugmentation[],
  [batch, height, width]: readonly [number, number, number],
  random: Random,
): (x: Tensor) => Tensor {
  const perItem = (name: string, draw: (own: Random) => number) => {
    const own = random.split(name);
    return Float32Array.from({ length: batch }, () => draw(own));
  };
  const steps = kinds.map((kind): ((x: Tensor) => Tensor) => {
    if (kind === 'colour') {
      const brightness = perItem('brightness', (own) => own.next() - 0.5);
      const saturation = perItem('saturation', (own) => 2 * own.next());
      const contrast = perItem('contrast', (own) => 0.5 + own.next());
      return (x) => {
        const brighter = add(x, each(brightness));
        const coloured = x.shape[3] === 1 ? brighter : spread(brighter, [3], saturation);
        return spread(coloured, [1, 2, 3], contrast);
      };
    }
    const places = (name: string, size: number, from: (size: number) => number, to: (size: number) => number) =>
      perItem(name, (own) => from(size) + own.int(to(size) - from(size) + 1));
    if (kind === 'translation') {
      const most = (size: number) => Math.round(size * MOST_MOVED);
      const down = places('down', height, (size) => -most(size), most);
      const right = places('right', width, (size) => -most(size), most);
      return (x) => moveColumns(moveRows(x, down), right);
    }
    const [high, wide] = [Math.round(height * CUT), Math.round(width * CUT)];
    const top = places(
      'top',
      height,
      () => -Math.floor(high / 2),
      (size) => size - Math.ceil(high / 2),
    );
    const left = places(
      'left',
      width,
      () => -Math.floor(wide / 2),
      (size) => size - Math.ceil(wide / 2),
    );
    return (x) => mul(x, holes(top, left, { height, width, high, wide }));
  });
  return (x) => steps.reduce((y, step) => step(y), x);
}

/** One number for each image. */
const each = (values: Float32Array): Tensor => tensor(values, [values.length, 1, 1, 1]);

/** How far numbers lie from their mean over these axes, multiplied. */
function spread(x: Tensor, axes: number[], factors: Float32Array): Tensor {
  const middle = mean(x, axes, true);
  return add(mul(sub(x, middle), each(factors)), middle);
}

/** Each image moved down by so many pixels, with 0 where nothing was: a product with a matrix, which differentiates as often as is wanted. */
function moveRows(x: Tensor, by: Float32Array): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const shifts = new Float32Array(batch * height * height);
  for (let item = 0; item < batch; item++)
    for (let row = 0; row < height; row++) {
      const from = row - (by[item] ?? 0);
      if (from >= 0 && from < height) shifts[(item * height + row) * height + from] = 1;
    }
  const moved = matMul(tensor(shifts, [batch, height, height]), reshape(x, [batch, height, width * channels]));
  return reshape(moved, [batch, height, width, channels]);
}

const moveColumns = (x: Tensor, by: Float32Array): Tensor =>
  transpose(moveRows(transpose(x, [0, 2, 1, 3]), by), [0, 2, 1, 3]);

interface Hole {
  readonly height: number;
  readonly width: number;
  readonly high: number;
  readonly wide: number;
}

/** 1 everywhere, and 0 in a square of each image, which may reach over its edge. */
function holes(top: Float32Array, left: Float32Array, { height, width, high, wide }: Hole): Tensor {
  const mask = new Float32Array(top.length * height * width).fill(1);
  for (const [item, above] of top.entries()) {
    const before = left[item] ?? 0;
    for (let row = Math.max(0, above); row < Math.min(height, above + high); row++) {
      const start = (item * height + row) * width;
      mask.fill(0, start + Math.max(0, before), start + Math.min(width, before + wide));
    }
  }
  return tensor(mask, [top.length, height, width, 1]);
}
