import { describe, expect, test } from 'vitest';
import {
  type Chart,
  captionOfChart,
  chartOf,
  classOfChart,
  drawCharts,
  questionsAboutChart,
  TRENDS,
} from '@/ml/data/charts';
import { COLOURS } from '@/ml/data/shapes';
import { PAINT } from '@/ml/data/shapes/paint';
import { builtInOf } from '@/nodes/source/images/node';

const SIDE = 32;
type Colour = (typeof COLOURS)[number];

/** What a chart shows, told from its pixels alone: nothing of how it was drawn is used. */
function look(pixels: Float32Array): Chart {
  const at = (column: number, row: number) => [
    ...pixels.subarray(3 * (row * SIDE + column), 3 * (row * SIDE + column) + 3),
  ];
  const strength = (column: number, row: number) => Math.max(...at(column, row)) - Math.min(...at(column, row));
  const every = Array.from({ length: SIDE * SIDE }, (_, index) => ({
    column: index % SIDE,
    row: Math.floor(index / SIDE),
  }));
  // Pixels that are nearly of one of the colours; what is half covered or pale is of none.
  const own = COLOURS.map((colour): { colour: Colour; pixels: Place[] } => ({ colour, pixels: [] }));
  for (const pixel of every) {
    if (strength(pixel.column, pixel.row) < 0.3) continue;
    const far = COLOURS.map((colour) =>
      Math.hypot(...at(pixel.column, pixel.row).map((value, channel) => value - (PAINT[colour][channel] ?? 0))),
    );
    if (Math.min(...far) < 0.2) own[far.indexOf(Math.min(...far))]?.pixels.push(pixel);
  }
  const areas = own.map(({ colour, pixels: some }) => ({ colour, area: some.length })).sort((a, b) => b.area - a.area);
  const hasAxis = Array.from({ length: 20 }, (_, row) => row + 5).every(
    (row) => strength(1, row) < 0.1 && (at(1, row)[0] ?? 0) < 0.7,
  );
  if (!hasAxis) {
    const slices = areas.filter(({ area }) => area > 8);
    const [largest] = slices;
    const least = slices.at(-1)?.colour;
    if (!largest || !least) throw new Error('no slices');
    const columns = own.flatMap(({ pixels: some }) => some.map(({ column }) => column));
    const radius = (Math.max(...columns) - Math.min(...columns) + 1) / 2;
    // Beside each of its two edges half a pixel is left white.
    const share = (largest.area + radius) / (Math.PI * radius * radius);
    return { kind: 'pie', count: countOf(slices.length), most: largest.colour, overHalf: share > 0.5, least };
  }
  const strongest = Math.max(...every.map(({ column, row }) => strength(column, row)));
  const painted = every.filter(({ column, row }) => strength(column, row) > 0.7 * strongest);
  const colour = areas[0]?.colour ?? 'red';
  // Bars stand on the axis, and points do not.
  const standing = painted.filter(({ row }) => row === 28).map(({ column }) => column);
  const pieces = standing.length > 0 ? runs(standing) : islands(painted);
  const heights = pieces.map((piece) =>
    standing.length > 0
      ? Math.max(
          ...piece.map(({ column }) =>
            Array.from({ length: SIDE }, (_, row) => strength(column, row) / strongest).reduce((a, b) => a + b, 0),
          ),
        )
      : SIDE - piece.reduce((sum, { row }) => sum + row, 0) / piece.length,
  );
  const turns = heights.slice(1).map((height, index) => (height > (heights[index] ?? 0) ? 'up' : 'down'));
  const way = turns.filter((turn, index) => turn !== turns[index - 1]).join(' ');
  const trend = (
    { up: 'rising', down: 'falling', 'up down': 'rising then falling', 'down up': 'falling then rising' } as const
  )[way];
  return {
    kind: standing.length > 0 ? 'bar' : 'line',
    count: countOf(pieces.length),
    colour,
    trend: trend ?? 'going up and down',
    most: heights.indexOf(Math.max(...heights)),
    least: heights.indexOf(Math.min(...heights)),
  };
}

interface Place {
  readonly column: number;
  readonly row: number;
}

function countOf(found: number): Chart['count'] {
  if (found === 3 || found === 4 || found === 5) return found;
  throw new Error(`${found} parts are seen`);
}

/** Columns that follow one another, as pieces of row 28. */
function runs(columns: readonly number[]): Place[][] {
  const pieces: Place[][] = [];
  for (const column of columns) {
    if (columns.includes(column - 1)) pieces.at(-1)?.push({ column, row: 28 });
    else pieces.push([{ column, row: 28 }]);
  }
  return pieces;
}

/** Pixels that touch, from left to right. */
function islands(pixels: readonly Place[]): Place[][] {
  const left = new Set(pixels);
  const pieces: Place[][] = [];
  for (const pixel of pixels) {
    if (!left.delete(pixel)) continue;
    const piece = [pixel];
    for (const one of piece)
      for (const other of left)
        if (Math.abs(one.column - other.column) <= 1 && Math.abs(one.row - other.row) <= 1) {
          left.delete(other);
          piece.push(other);
        }
    pieces.push(piece);
  }
  return pieces.sort((a, b) => (a[0]?.column ?? 0) - (b[0]?.column ?? 0));
}

describe('captions of charts', () => {
  const bars: Chart = { kind: 'bar', count: 4, colour: 'blue', trend: 'rising then falling', most: 1, least: 3 };
  const pie: Chart = { kind: 'pie', count: 5, most: 'red', overHalf: false, least: 'green' };

  test('explain them, and are read back, and nothing else is', () => {
    expect(captionOfChart(bars)).toBe(
      'a bar chart of four blue bars, rising then falling, the second tallest, the fourth lowest',
    );
    expect(captionOfChart({ ...bars, kind: 'line' })).toBe(
      'a line chart of four blue points, rising then falling, the second highest, the fourth lowest',
    );
    expect(captionOfChart(pie)).toBe('a pie chart of five slices, red largest with less than half, green smallest');
    for (const chart of [bars, pie, { ...bars, kind: 'line' } as const])
      expect(chartOf(` ${captionOfChart(chart)} `)).toEqual(chart);
    for (const other of [
      '',
      'a bar chart',
      'a bar chart of four blue points, rising, the fourth tallest, the first lowest',
      'a bar chart of three blue bars, rising, the fourth tallest, the first lowest',
      'a bar chart of six blue bars, rising, the third tallest, the first lowest',
      'a bar chart of three blue bars, rising, the third tallest, the third lowest',
      'a pie chart of five slices, red largest with less than half, red smallest',
    ])
      expect(chartOf(other)).toBeNull();
  });

  test('answer the questions that are asked', () => {
    const asked = (chart: Chart) => questionsAboutChart(chart).map(({ question, answer }) => `${question} ${answer}`);
    expect(asked(bars)).toEqual([
      'what kind of chart is this? a bar chart',
      'how many bars are there? four',
      'which is the tallest? the second',
      'which is the lowest? the fourth',
      'what colour are the bars? blue',
      'how do the bars go? rising then falling',
    ]);
    expect(asked(pie)).toEqual([
      'what kind of chart is this? a pie chart',
      'how many slices are there? five',
      'which is the largest? red',
      'which is the smallest? green',
      'is the largest more than half? no',
    ]);
  });
});

describe('charts', () => {
  test('show what their captions say, told from their pixels', async () => {
    const { images, captions } = await drawCharts({ count: 150, seed: 11 });
    const size = SIDE * SIDE * 3;
    for (const [row, caption] of captions.entries())
      expect(`${row}: ${captionOfChart(look(images.data.subarray(row * size, (row + 1) * size)))}`).toBe(
        `${row}: ${caption}`,
      );
  });

  test('are the same from the same seed, however many are asked for, and of every kind there is', async () => {
    const few = await drawCharts({ count: 10, seed: 1 });
    const many = await drawCharts({ count: 600, seed: 1 });
    expect(many.images.data.subarray(0, few.images.data.length)).toEqual(few.images.data);
    expect(many.captions.slice(0, 10)).toEqual(few.captions);
    expect((await drawCharts({ count: 10, seed: 2 })).captions).not.toEqual(few.captions);
    expect(many.images.data.every((value) => value >= 0 && value <= 1)).toBe(true);
    const rows = many.charts.flatMap((chart) => (chart.kind === 'pie' ? [] : [chart]));
    expect(new Set(rows.map(({ trend }) => trend))).toEqual(new Set(TRENDS));
    // What is known before any is drawn.
    const classes = new Set(many.charts.map(classOfChart));
    const known = builtInOf({ origin: 'charts', charted: 'largest', labelled: 'shape' });
    expect(known).toEqual(expect.arrayContaining([...classes]));
    expect(known).toHaveLength(114);
    expect(classes.size).toBeGreaterThan(100);
  });

  test('can be some only; what cannot be drawn is refused', async () => {
    const { charts } = await drawCharts({
      count: 20,
      seed: 3,
      wanted: ({ kind, count }) => kind === 'pie' && count === 5,
    });
    expect(new Set(charts.map(({ kind, count }) => `${kind} ${count}`))).toEqual(new Set(['pie 5']));
    await expect(drawCharts({ count: 1e9, seed: 1 })).rejects.toMatchObject({ code: 'data.charts' });
    await expect(drawCharts({ count: 1, seed: 1, wanted: () => false })).rejects.toMatchObject({ code: 'data.charts' });
  });
});
