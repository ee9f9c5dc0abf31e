import type { Metric } from '@/graph';
import { attributesOf, type ShapeAttributes } from '@/ml/data/shapes';

/** What is told of a description, by the attribute that it is about. */
const TOLD: readonly (readonly [keyof ShapeAttributes, name: string])[] = [
  ['colour', 'Right colour'],
  ['shape', 'Right shape'],
  ['size', 'Right size'],
  ['position', 'Right place'],
  ['count', 'Right number'],
];

/** Where captions are those of the built-in shapes: in how many descriptions each attribute is the right one. What is no such caption has none right. */
export function attributeFigures(
  captions: readonly { readonly answer: string; readonly said: string }[],
): readonly Metric[] {
  const known = captions.flatMap(({ answer, said }) => {
    const right = attributesOf(answer);
    return right ? [{ right, said: attributesOf(said) }] : [];
  });
  if (known.length === 0) return [];
  return TOLD.map(([attribute, name]) => ({
    name,
    value: (100 * known.filter(({ right, said }) => said?.[attribute] === right[attribute]).length) / known.length,
    unit: '%',
    better: 'higher',
    help: `Of ${known.length.toLocaleString('en')} descriptions.`,
  }));
}
