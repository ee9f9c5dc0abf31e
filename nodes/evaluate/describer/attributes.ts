import type { Metric } from '@/graph';
import { type Chart, chartOf } from '@/ml/data/charts';
import { attributesOf, type ShapeAttributes } from '@/ml/data/shapes';

/** A description, and the caption that is right. */
interface Marked {
  readonly answer: string;
  readonly said: string;
}

/** What is told of a description, by the attribute that it is about. */
const SHAPES: readonly (readonly [keyof ShapeAttributes, name: string])[] = [
  ['colour', 'Right colour'],
  ['shape', 'Right shape'],
  ['size', 'Right size'],
  ['position', 'Right place'],
  ['count', 'Right number'],
];

type OfCharts = Chart extends infer One ? (One extends Chart ? keyof One : never) : never;
/** Of bars and lines the colour and how they go, and of pies whether half is passed, besides what all charts have. */
const CHARTS: readonly (readonly [OfCharts, name: string])[] = [
  ['kind', 'Right kind'],
  ['count', 'Right number'],
  ['colour', 'Right colour'],
  ['trend', 'Right direction'],
  ['most', 'Right largest'],
  ['least', 'Right smallest'],
  ['overHalf', 'Right about half'],
];

/** Where captions are those of built-in shapes or charts: in how many descriptions each attribute is the right one. What is no such caption has none right. */
export function attributeFigures(captions: readonly Marked[]): readonly Metric[] {
  const shapes = figuresOf<ShapeAttributes>(captions, attributesOf, SHAPES);
  const charts = figuresOf<Partial<Record<OfCharts, unknown>>>(captions, chartOf, CHARTS);
  if (shapes.length === 0 || charts.length === 0) return [...shapes, ...charts];
  // Both have a colour and a number: where both are there, each says what it is of.
  const of = (what: string, figures: readonly Metric[]) =>
    figures.map((one) => ({ ...one, name: `${one.name} of ${what}` }));
  return [...of('shapes', shapes), ...of('charts', charts)];
}

function figuresOf<Attributes extends object>(
  captions: readonly Marked[],
  read: (caption: string) => Attributes | null,
  told: readonly (readonly [keyof Attributes, name: string])[],
): readonly Metric[] {
  const known = captions.flatMap(({ answer, said }) => {
    const right = read(answer);
    return right ? [{ right, said: read(said) }] : [];
  });
  return told.flatMap(([attribute, name]) => {
    const having = known.filter(({ right }) => right[attribute] !== undefined);
    if (having.length === 0) return [];
    return {
      name,
      value: (100 * having.filter(({ right, said }) => said?.[attribute] === right[attribute]).length) / having.length,
      unit: '%',
      better: 'higher',
      help: `Of ${having.length.toLocaleString('en')} descriptions.`,
    };
  });
}
