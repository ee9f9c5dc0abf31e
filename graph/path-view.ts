import { madeView, numbersIn } from './examples-view';
import type { NoisePath } from './kinds';
import { type FilmView, type ImagesView, type ScatterView, VIEW_LIMITS } from './view';

/** A way between noise and data as a film: at each stop the noisy examples, and what a model takes them for. */
export function pathView(path: NoisePath, large: boolean): FilmView {
  const { stops, counts, charts = [], first, about } = path;
  const room = large ? 1 : 1 / 4;
  const kept = keptStops(path, room);
  const shown = samplesShown(path, kept.length, room);
  const within = reachOf(path);
  const pictured = (data: Float32Array | undefined, stop: number, named: string) => {
    const picture = data && shown > 0 ? pictureOf(path, data, stop, shown) : null;
    if (picture === null) return [];
    if (picture.view === 'images') return [{ ...picture, caption: named }];
    return [{ ...picture, series: picture.series.map((one) => ({ ...one, name: named })), ...(within && { within }) }];
  };
  const start = first ?? stops.length - 1;
  return {
    view: 'film',
    counts: counts.name,
    frames: kept.map((stop) => {
      const { at, signal, noise } = stops[stop] ?? { at: 0, signal: 1, noise: 0 };
      return {
        at,
        title: `${counts.name} ${at.toLocaleString('en')} of ${counts.of.toLocaleString('en')}: ${inWords(signal, noise)}`,
        pictures: [
          ...pictured(path.noisy, stop, path.clean ? 'As noisy as here' : 'With noise'),
          ...pictured(path.clean, stop, 'What the model takes it for'),
        ],
      };
    }),
    first: Math.max(
      0,
      kept.findLastIndex((stop) => stop <= start),
    ),
    charts: (large ? charts : charts.slice(0, 1)).map(({ measures, curves }) => ({
      measures,
      series: curves.map(({ name, x, y }) => ({ name, x, y })),
    })),
    caption: about,
  };
}

/** `38 % noise, log-SNR +0.5`. */
function inWords(signal: number, noise: number): string {
  if (noise === 0) return 'no noise';
  const share = noise ** 2 / (signal ** 2 + noise ** 2);
  const told = Math.round(1_000 * share) / 10;
  const ratio = 2 * Math.log(signal / noise);
  const size = Math.abs(ratio).toFixed(1);
  const sign = size === '0.0' ? '' : ratio < 0 ? '−' : '+';
  return `${told} % noise${Number.isFinite(ratio) ? `, log-SNR ${sign}${size}` : ''}`;
}

/** Numbers of all examples of one stop, once or twice. */
const perSample = ({ shape, clean }: NoisePath): number => numbersIn(shape) * (clean ? 2 : 1);

/** So many numbers may be in one film. */
const limitOf = ({ shape }: NoisePath): number =>
  shape.length === 3 ? VIEW_LIMITS.filmPixels : 2 * VIEW_LIMITS.filmPoints;

/** All stops, or where not even one example of each would fit, as many as do, the first and the last among them. */
function keptStops(path: NoisePath, room: number): number[] {
  const { stops } = path;
  const most = Math.max(2, Math.min(stops.length, Math.floor((room * limitOf(path)) / perSample(path))));
  if (most >= stops.length) return stops.map((_, stop) => stop);
  return Array.from({ length: most }, (_, at) => Math.round((at * (stops.length - 1)) / (most - 1)));
}

const samplesShown = (path: NoisePath, frames: number, room: number): number =>
  path.count === 0
    ? 0
    : Math.max(1, Math.min(path.count, Math.floor((room * limitOf(path)) / Math.max(1, frames * perSample(path)))));

function pictureOf(
  { shape, count }: NoisePath,
  data: Float32Array,
  stop: number,
  shown: number,
): ScatterView | ImagesView | null {
  const size = numbersIn(shape);
  const own = data.subarray(stop * count * size, (stop * count + shown) * size);
  const examples = { shape, count: shown, data: own };
  const picture = madeView(examples, undefined, Math.ceil(Math.sqrt(shown)));
  // Solids and clips in every frame would be too much to carry: of those the curves are shown.
  return picture?.view === 'scatter' || picture?.view === 'images' ? picture : null;
}

/** What all pictures of points reach over, so that they stand still while the film runs. */
function reachOf({ shape, noisy }: NoisePath): ScatterView['within'] {
  if (shape.length !== 1 || shape[0] !== 2 || noisy.length === 0) return undefined;
  const span = (axis: 0 | 1): readonly [number, number] => {
    const values = noisy.filter((_, at) => at % 2 === axis).sort();
    // A few strays of the noise may lie outside.
    const [low = -1, high = 1] = [
      values[Math.floor(0.005 * values.length)],
      values[Math.ceil(0.995 * values.length) - 1],
    ];
    return [low, high];
  };
  const [[left, right], [bottom, top]] = [span(0), span(1)];
  return { left, right, bottom, top };
}
