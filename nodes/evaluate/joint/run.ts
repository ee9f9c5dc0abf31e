import { type Examples, GenloomError, type Metric, type Run } from '@/graph';
import { type Recall, recallOf } from '@/ml/joint/recall';
import { evenlySpaced, takeExamples } from '../../common/examples';
import { captionsOf, withJoint } from '../../common/joint';
import { meanOf } from '../figures';
import type { evaluateJoint } from './node';

/** Mistakes that are told. */
const TOLD = 5;

export const run: Run<typeof evaluateJoint> = async ({ encoder, examples }, { limit, distinct }, context) => {
  captionsOf(examples);
  const looked = evenlySpaced(distinct ? firstOfEach(examples) : examples, limit);
  const captions = captionsOf(looked);
  const { count } = looked;
  if (count < 2)
    throw new GenloomError({
      code: 'joint.too-few',
      title: 'There is nothing to choose from: all of these pictures have one caption.',
      fix: 'Give pictures of several things.',
    });
  const { width } = encoder;
  const [pictures, words] = await withJoint(encoder, context, async (open) => [
    await open.pictures(looked),
    await open.words(captions),
  ]);
  const belongs = (one: number, other: number) => captions[one] === captions[other];
  const found = {
    words: recallOf(pictures, words, width, belongs),
    pictures: recallOf(words, pictures, width, belongs),
  };
  const cosine = (picture: number, caption: number) => {
    let sum = 0;
    for (let at = 0; at < width; at++)
      sum += (pictures[picture * width + at] ?? 0) * (words[caption * width + at] ?? 0);
    return sum;
  };
  const rows = [...captions.keys()];
  const own = meanOf(rows.map((row) => cosine(row, row)));
  const score = 2.5 * meanOf(rows.map((row) => Math.max(0, cosine(row, row))));
  // Each with the caption of the next that has another.
  const other = meanOf(
    rows.map((row) => cosine(row, rows.map((step) => (row + step) % count).find((at) => !belongs(row, at)) ?? row)),
  );
  const nearest = (row: number) => rows.reduce((best, at) => (cosine(row, at) > cosine(row, best) ? at : best), 0);
  const mistakes = rows.filter((row) => !belongs(row, nearest(row)));
  return {
    metrics: {
      values: [
        ...recallFigures('Words of a picture', found.words),
        ...recallFigures('Picture of words', found.pictures),
        { name: 'Chance', value: 100 / count, unit: '%', help: `The first of ${count.toLocaleString('en')}, blindly.` },
        {
          name: 'Alignment by this encoder',
          value: own,
          better: 'higher',
          help: `The mean cosine of a picture and its caption, by an encoder of ${encoder.trainedSteps.toLocaleString('en')} steps; no other encoder’s can be compared.`,
        },
        {
          name: 'The same of wrong captions',
          value: other,
          better: 'lower',
          help: 'Each picture with the caption of another.',
        },
        {
          name: 'CLIPScore by this encoder',
          value: score,
          better: 'higher',
          help: '2.5 times the cosine, or 0 below that.',
        },
        { name: 'Pictures', value: count },
      ],
      curves: [],
      notes: mistakes.slice(0, TOLD).map((row) => `“${captions[row]}” was taken for “${captions[nearest(row)]}”.`),
    },
  };
};

function recallFigures(name: string, recall: Recall): Metric[] {
  const among = recall.count.toLocaleString('en');
  const figure = (title: string, places: number, help: string): Metric => ({
    name: `${name}, ${title}`,
    value: 100 * recall.at(places),
    unit: '%',
    better: 'higher',
    help,
  });
  return [
    figure('first', 1, `Recall@1: the right one lies nearest of ${among}.`),
    ...(recall.count > 5
      ? [figure('among five', 5, `Recall@5: the right one is among the five nearest of ${among}.`)]
      : []),
  ];
}

/** Of pictures with the same caption the first. */
function firstOfEach(examples: Examples): Examples {
  const first = new Map<string, number>();
  for (const [row, caption] of (examples.captions ?? []).entries()) if (!first.has(caption)) first.set(caption, row);
  return takeExamples(examples, [...first.values()]);
}
