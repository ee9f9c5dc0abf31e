import { type Grid, gridOf, pick, sizeOf } from './reference';

/** A convolution of rank `in.length`, as its definition has it. */
export interface Slide {
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  /** Zeros before the first element of each axis. */
  readonly pad: readonly number[];
}

/** The element of x that tap w meets at output m, on each axis. */
export const meets = ({ stride, dilation, pad }: Slide, m: readonly number[], w: readonly number[]): number[] =>
  m.map((place, axis) => place * (stride[axis] ?? 1) + (w[axis] ?? 0) * (dilation[axis] ?? 1) - (pad[axis] ?? 0));

/** x [batch, …size, in], filter [...taps, in, out] → [batch, …outSize, out], or [batch, …, in · multiplier] where `depthwise`. */
export function convolve(x: Grid, filter: Grid, outSize: readonly number[], slide: Slide, depthwise = false): Grid {
  const [batch = 1, size, channels = 1] = [x.shape[0], x.shape.slice(1, -1), x.shape.at(-1)];
  const last = filter.shape.at(-1) ?? 1;
  return gridOf([batch, ...outSize, depthwise ? channels * last : last], (index) => {
    const [image = 0, m, out = 0] = [index[0], index.slice(1, -1), index.at(-1)];
    let sum = 0;
    forEach(filter.shape.slice(0, -2), (w) => {
      const at = meets(slide, m, w);
      if (!inside(at, size)) return;
      if (depthwise) {
        const channel = Math.floor(out / last);
        sum += pick(x, [image, ...at, channel]) * pick(filter, [...w, channel, out % last]);
        return;
      }
      // Channels lie beside each other: the place of the first is worked out once for all.
      const [from, tap] = [place(x.shape, [image, ...at, 0]), place(filter.shape, [...w, 0, out])];
      for (let channel = 0; channel < channels; channel++) {
        sum += (x.values[from + channel] ?? 0) * (filter.values[tap + channel * last] ?? 0);
      }
    });
    return sum;
  });
}

/** The gradients of Σ dy · convolve(x, filter) by both: every product of the sum is met once. */
export function convolveGradients(x: Grid, filter: Grid, dy: Grid, slide: Slide, depthwise = false) {
  const dx = gridOf(x.shape, () => 0);
  const dFilter = gridOf(filter.shape, () => 0);
  const [channels = 1, last = 1] = filter.shape.slice(-2);
  forEach(dy.shape.slice(0, -1), ([image = 0, ...m]) => {
    forEach(filter.shape.slice(0, -2), (w) => {
      const at = meets(slide, m, w);
      if (!inside(at, x.shape.slice(1, -1))) return;
      const [firstOut, firstFrom] = [place(dy.shape, [image, ...m, 0]), place(x.shape, [image, ...at, 0])];
      const firstTap = place(filter.shape, [...w, 0, 0]);
      for (let channel = 0; channel < channels; channel++) {
        for (let out = 0; out < last; out++) {
          const by = dy.values[firstOut + (depthwise ? channel * last + out : out)] ?? 0;
          const [from, tap] = [firstFrom + channel, firstTap + channel * last + out];
          dx.values[from] = (dx.values[from] ?? 0) + by * (filter.values[tap] ?? 0);
          dFilter.values[tap] = (dFilter.values[tap] ?? 0) + by * (x.values[from] ?? 0);
        }
      }
    });
  });
  return { dx, dFilter };
}

const inside = (at: readonly number[], size: readonly number[]): boolean =>
  at.every((place, axis) => place >= 0 && place < (size[axis] ?? 0));

const place = (shape: readonly number[], index: readonly number[]): number =>
  shape.reduce((at, length, axis) => at * length + (index[axis] ?? 0), 0);

function forEach(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  for (let flat = 0; flat < sizeOf(shape); flat++) {
    let rest = flat;
    const index = [...shape].reverse().map((length) => {
      const at = rest % length;
      rest = Math.floor(rest / length);
      return at;
    });
    visit(index.reverse());
  }
}
