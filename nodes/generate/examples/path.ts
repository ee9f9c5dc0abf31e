import type { Examples, NoisePath } from '@/graph';
import type { SamplingStep } from '@/ml/diffusion/samplers/options';
import { sizeOf } from '@/ml/network';
import { slice, type Tensor, tidy } from '@/ml/tf';

/** Steps of the way that are kept at most, the last one and the examples themselves among them. */
const STOPS = 24;
/** Examples whose way is kept: images, points; other rows have no picture. */
const [IMAGES, POINTS] = [4, 300];

/** A part of one step: the noisy examples it began with and the clean ones that the model took them for, as training scales them. */
interface Stop {
  readonly at: number;
  readonly signal: number;
  readonly noise: number;
  readonly noisy: Float32Array;
  readonly clean: Float32Array;
}

/**
 * Keeps the way of the first few of the examples that a diffusion model makes: at each of at most 24 steps how noisy they are, and what the model takes
 * them for. `unscaled` undoes the scaling of training.
 */
export function createPathKeeper(shape: readonly number[], unscaled: (data: Float32Array, count: number) => Examples) {
  const stops: Stop[] = [];
  let of = 0;
  const pictured = shape.length === 3 ? IMAGES : shape.length === 1 && shape[0] === 2 ? POINTS : 0;
  const firstOf = (whole: Tensor): Promise<Float32Array> => {
    const some = tidy(() => {
      const [rows = 0, ...rest] = whole.shape;
      return slice(whole, [0, ...rest.map(() => 0)], [Math.min(rows, pictured), ...rest]);
    });
    return some.data<'float32'>().finally(() => some.dispose());
  };
  return {
    /** To be told of each step of the first batch. */
    async step({ step, steps, before, from, clean }: SamplingStep): Promise<void> {
      of = steps;
      if (!isKept(step, steps) || pictured === 0) return;
      const [noisy, seen] = [await firstOf(before), await firstOf(clean)];
      stops.push({ at: step, signal: from.signal, noise: from.noise, noisy, clean: seen });
    },
    /** The way, to the examples that it led to, scaled as training has them. */
    end(made: Float32Array): NoisePath {
      const size = sizeOf(shape);
      const count = of === 0 ? 0 : Math.min(pictured, made.length / size);
      const last = made.subarray(0, count * size);
      const all = count === 0 ? [] : [...stops, { at: of, signal: 1, noise: 0, noisy: last, clean: last }];
      const joined = (part: 'noisy' | 'clean'): Float32Array => {
        const data = new Float32Array(all.length * count * size);
        for (const [at, stop] of all.entries()) data.set(unscaled(stop[part], count).data, at * count * size);
        return data;
      };
      return {
        shape,
        count,
        stops: all.map(({ at, signal, noise }) => ({ at, signal, noise })),
        counts: { name: 'step', of },
        noisy: joined('noisy'),
        clean: joined('clean'),
        charts: count === 0 ? [] : chartsOf(all),
        about: aboutOf(count, of),
      };
    },
  };
}

/** At most 23, evenly spaced, the first and the last among them. */
const isKept = (step: number, steps: number): boolean =>
  steps < STOPS || step === 0 || placeOf(step, steps) > placeOf(step - 1, steps);

const placeOf = (step: number, steps: number): number => Math.floor((step * (STOPS - 2)) / (steps - 1));

const chartsOf = (stops: readonly Pick<Stop, 'at' | 'signal' | 'noise'>[]): NonNullable<NoisePath['charts']> => [
  {
    measures: 'noise, %',
    curves: [
      {
        name: 'Noise',
        x: stops.map(({ at }) => at),
        y: stops.map(({ signal, noise }) => (100 * noise ** 2) / (signal ** 2 + noise ** 2)),
      },
    ],
  },
];

function aboutOf(count: number, steps: number): string {
  if (steps === 0) return 'This model makes an example at once: there is no way to look at.';
  if (count === 0) return 'Only of images and of points in a plane the way is kept.';
  return `The first ${count === 1 ? 'example' : `${count} examples`} on the way from noise, ${steps.toLocaleString('en')} step${steps === 1 ? '' : 's'}.`;
}
