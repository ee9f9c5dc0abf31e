import type { Arrays } from '../../arrays';
import { createRandom, type Random } from '../../random';
import { createBreath } from '../../training/breath';
import { DataError } from '../error';
import { COLOURS } from '../shapes';
import { CHART_COUNTS, CHART_KINDS, type Chart, captionOfChart } from './caption';
import { drawPie, drawRow, type Slice } from './draw';
import { SIDE } from './paint';
import { drawRanks, drawShares, trendOf } from './values';

export { type Chart, captionOfChart, chartOf, classOfChart, TRENDS } from './caption';
export { questionsAboutChart } from './questions';

export interface ChartOptions {
  readonly count: number;
  readonly seed: number | string;
  /** Which charts are wanted; all, when not given. */
  readonly wanted?: (chart: Chart) => boolean;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/** Charts with a caption and what it says for each. */
export interface CaptionedCharts {
  readonly images: Arrays;
  readonly captions: readonly string[];
  readonly charts: readonly Chart[];
}

/**
 * Small charts `[32, 32, 3]`, 0…1, of three to five bars, points on a line or slices of a pie. What the caption says is decided first, and the numbers are chosen so
 * that it is true and can be seen. Chart i is the same however many are asked for. @throws DataError `data.charts`
 */
export async function drawCharts({
  count,
  seed,
  wanted = () => true,
  breathe,
}: ChartOptions): Promise<CaptionedCharts> {
  if (!Number.isInteger(count) || count < 0 || count > MOST)
    throw new DataError(
      'data.charts',
      `${count} charts cannot be drawn.`,
      `A whole number up to ${MOST.toLocaleString('en')} can.`,
      'Ask for fewer charts.',
    );
  const random = createRandom(seed).split('charts');
  const size = SIDE * SIDE * 3;
  const data = new Float32Array(count * size);
  const charts: Chart[] = [];
  const breath = createBreath(breathe);
  for (let index = 0; index < count; index++) {
    if (index % 64 === 0) await breath();
    charts.push(drawChart(data.subarray(index * size, (index + 1) * size), random.split(`chart ${index}`), wanted));
  }
  return { images: { shape: [SIDE, SIDE, 3], count, data }, captions: charts.map(captionOfChart), charts };
}

/** 65,000 charts fill 800 MB; of one class in 114, one is found among this many but for a chance of 1 in 10⁷. */
const [MOST, TRIES] = [65_000, 5_000];

function drawChart(pixels: Float32Array, random: Random, wanted: (chart: Chart) => boolean): Chart {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const own = random.split(`attempt ${attempt}`);
    const { chart, draw } = chosen(own);
    if (!wanted(chart)) continue;
    draw(pixels);
    return chart;
  }
  throw new DataError('data.charts', 'No such chart can be drawn.', '', 'Ask for charts that there are.');
}

/** What a chart shows, by chance, and how to draw it. */
function chosen(random: Random): { readonly chart: Chart; readonly draw: (pixels: Float32Array) => void } {
  const one = <T>(choices: readonly [T, ...T[]]): T => choices[random.int(choices.length)] ?? choices[0];
  const [kind, count] = [one(CHART_KINDS), one(CHART_COUNTS)];
  if (kind === 'pie') {
    const overHalf = random.int(2) === 1;
    const colours = random.shuffle([...COLOURS]);
    const [most = 'red', least = 'blue'] = colours;
    const slices: Slice[] = drawShares(count, overHalf, random).map((share, at) => ({
      share,
      colour: colours[at] ?? most,
    }));
    return {
      chart: { kind, count, most, overHalf, least },
      draw: (pixels) => drawPie(pixels, slices, random),
    };
  }
  const [colour, ranks] = [one(COLOURS), drawRanks(count, random)];
  const [most, least] = [ranks.indexOf(count - 1), ranks.indexOf(0)];
  return {
    chart: { kind, count, colour, trend: trendOf(ranks), most, least },
    draw: (pixels) => drawRow(pixels, { kind, colour, ranks }, random),
  };
}
