import { COLOURS } from '../shapes';

export const CHART_KINDS = ['bar', 'line', 'pie'] as const;
export const CHART_COUNTS = [3, 4, 5] as const;
/** How bars or points go from left to right; the last is whatever is none of the others. */
export const TRENDS = ['rising', 'falling', 'rising then falling', 'falling then rising', 'going up and down'] as const;

export type Colour = (typeof COLOURS)[number];
export type Trend = (typeof TRENDS)[number];

/** All that is said of a chart of bars or of points on a line; `most` and `least` tell which bar or point, from 0. */
export interface RowChart {
  readonly kind: 'bar' | 'line';
  readonly count: (typeof CHART_COUNTS)[number];
  readonly colour: Colour;
  readonly trend: Trend;
  readonly most: number;
  readonly least: number;
}

/** All that is said of a pie: the colours of its largest slice, which has more than half of the whole or less, and of its smallest. */
export interface PieChart {
  readonly kind: 'pie';
  readonly count: (typeof CHART_COUNTS)[number];
  readonly most: Colour;
  readonly overHalf: boolean;
  readonly least: Colour;
}

export type Chart = RowChart | PieChart;

export const NUMBERS: Readonly<Record<Chart['count'], string>> = { 3: 'three', 4: 'four', 5: 'five' };
export const ORDINALS: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth'];

/** What the largest and the smallest of a chart are called. */
export const EXTREMES = {
  bar: { most: 'tallest', least: 'lowest' },
  line: { most: 'highest', least: 'lowest' },
  pie: { most: 'largest', least: 'smallest' },
} as const satisfies Readonly<Record<Chart['kind'], object>>;

/** What a chart consists of. */
export const PARTS: Readonly<Record<Chart['kind'], string>> = { bar: 'bars', line: 'points', pie: 'slices' };

/** A chart in words: “a bar chart of four blue bars, rising then falling, the second tallest, the fourth lowest”. */
export function captionOfChart(chart: Chart): string {
  const { most, least } = EXTREMES[chart.kind];
  const many = `a ${chart.kind} chart of ${NUMBERS[chart.count]}`;
  if (chart.kind === 'pie')
    return `${many} slices, ${chart.most} ${most} with ${chart.overHalf ? 'more' : 'less'} than half, ${chart.least} ${least}`;
  const [high, low] = [ORDINALS[chart.most], ORDINALS[chart.least]];
  return `${many} ${chart.colour} ${PARTS[chart.kind]}, ${chart.trend}, the ${high} ${most}, the ${low} ${least}`;
}

/** A class that says what kind of chart it is, of how many, and which is the largest: “four bars the second tallest”. Of a pie the smallest too, whose colour is seen nowhere else. */
export function classOfChart(chart: Chart): string {
  const { most, least } = EXTREMES[chart.kind];
  const many = `${NUMBERS[chart.count]} ${PARTS[chart.kind]}`;
  if (chart.kind === 'pie') return `${many} ${chart.most} ${most} ${chart.least} ${least}`;
  return `${many} the ${ORDINALS[chart.most]} ${most}`;
}

const ROW = /^a (bar|line) chart of (\w+) (\w+) \w+, ([a-z ]+), the (\w+) \w+, the (\w+) \w+$/;
const PIE = /^a pie chart of (\w+) slices, (\w+) largest with (more|less) than half, (\w+) smallest$/;

/** The chart that a caption tells of, or null when it is none of these captions. */
export function chartOf(caption: string): Chart | null {
  const words = caption.trim().replace(/\s+/g, ' ');
  const chart = rowOf(words) ?? pieOf(words);
  return chart && captionOfChart(chart) === words ? chart : null;
}

function rowOf(words: string): RowChart | null {
  const [, named, number, paint, going, high, low] = ROW.exec(words) ?? [];
  const kind = (['bar', 'line'] as const).find((one) => one === named);
  const [count, colour, trend] = [countOf(number), colourOf(paint), TRENDS.find((one) => one === going)];
  const [most, least] = [high, low].map((word) => ORDINALS.indexOf(word ?? ''));
  if (!kind || !count || !colour || !trend || most === undefined || least === undefined) return null;
  return Math.min(most, least) < 0 || Math.max(most, least) >= count || most === least
    ? null
    : { kind, count, colour, trend, most, least };
}

function pieOf(words: string): PieChart | null {
  const [, number, large, share, small] = PIE.exec(words) ?? [];
  const [count, most, least] = [countOf(number), colourOf(large), colourOf(small)];
  return count && most && least && most !== least
    ? { kind: 'pie', count, most, overHalf: share === 'more', least }
    : null;
}

const countOf = (word: string | undefined) => CHART_COUNTS.find((count) => NUMBERS[count] === word);
const colourOf = (word: string | undefined) => COLOURS.find((colour) => colour === word);
