import type { Examples, NoisePath, Run } from '@/graph';
import { sliceArrays } from '@/ml/arrays';
import { applyScaling, undoScaling } from '@/ml/data/points';
import { logSignalToNoise, type NoiseSchedule, type NoiseScheduleKind, noiseSchedule } from '@/ml/diffusion/schedules';
import { scalingOf } from '../../common/scaling';
import type { seeNoiseSchedule } from './node';

/** Places of a curve. */
const DRAWN = 200;
/** Examples that are drowned: images, or other examples, which are smaller. */
const [IMAGES, OTHERS] = [4, 500];
const KINDS: readonly NoiseScheduleKind[] = ['cosine', 'linear', 'sigmoid'];

export const run: Run<typeof seeNoiseSchedule> = ({ examples }, { noise, timesteps, stops: looks }, { random }) => {
  const schedule = noiseSchedule(noise, timesteps);
  // The chosen one first: it has the first colour.
  const drawn = [noise, ...KINDS.filter((kind) => kind !== noise)].map(
    (kind) => [kind, noiseSchedule(kind, timesteps)] as const,
  );
  const levels = evenly(Math.min(looks, timesteps + 1), timesteps);
  const alphaBar = (level: number) => (level === 0 ? 1 : (schedule.alphaBar[level - 1] ?? 0));
  const path: NoisePath = {
    ...drowned(examples, levels.map(alphaBar), () => random.normal()),
    stops: levels.map((at) => ({ at, signal: Math.sqrt(alphaBar(at)), noise: Math.sqrt(1 - alphaBar(at)) })),
    counts: { name: 'level', of: timesteps },
    charts: [
      { measures: 'ᾱ, what is left', curves: drawn.map(curveOf((left) => left)) },
      { measures: 'log-SNR', curves: drawn.map(curveOf(logSignalToNoise)) },
    ],
    first: Math.floor(levels.length / 2),
    about: `${noise} schedule, ${timesteps.toLocaleString('en')} levels: half of the example’s variance is gone at level ${half(schedule).toLocaleString('en')}, and ${share(alphaBar(timesteps))} is left at the last.`,
  };
  return { path };
};

/** The first examples with ever more of one and the same noise, so that it can be seen to grow. */
function drowned(
  given: Examples | undefined,
  alphaBars: readonly number[],
  normal: () => number,
): Pick<NoisePath, 'shape' | 'count' | 'noisy'> {
  if (!given || given.count === 0) return { shape: [2], count: 0, noisy: new Float32Array(0) };
  const scaling = scalingOf(given);
  const some = applyScaling(sliceArrays(given, 0, given.shape.length === 3 ? IMAGES : OTHERS), scaling);
  const { shape, count, data } = some;
  const noise = Float32Array.from(data, normal);
  const noisy = new Float32Array(alphaBars.length * data.length);
  for (const [stop, left] of alphaBars.entries()) {
    const [signal, strength] = [Math.sqrt(left), Math.sqrt(1 - left)];
    const mixed = data.map((value, at) => signal * value + strength * (noise[at] ?? 0));
    noisy.set(undoScaling({ shape, count, data: mixed }, scaling).data, stop * data.length);
  }
  return { shape, count, noisy };
}

/** `count` whole numbers from 0 to `last`. */
const evenly = (count: number, last: number): number[] =>
  Array.from({ length: count }, (_, at) => Math.round((at * last) / (count - 1)));

const curveOf =
  (measure: (alphaBar: number) => number) =>
  ([name, { alphaBar, steps }]: readonly [string, NoiseSchedule]) => {
    const places = [...new Set(evenly(Math.min(DRAWN, steps), steps - 1))];
    return { name, x: places.map((step) => step + 1), y: places.map((step) => measure(alphaBar[step] ?? 0)) };
  };

const half = ({ alphaBar, steps }: NoiseSchedule): number => {
  const step = alphaBar.findIndex((left) => left <= 0.5);
  return step < 0 ? steps : step + 1;
};

const share = (part: number): string =>
  part < 0.00001 ? 'less than 0.001 %' : `${Number((100 * part).toPrecision(2))} %`;
