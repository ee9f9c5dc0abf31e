import { type Examples, GenloomError, type JointEncoder, type Metric, type Run, type Table } from '@/graph';
import { markClasses } from '@/ml/classify/marks';
import { unitRows } from '@/ml/retrieval/dense';
import { confusionTable, hardestClasses } from '../../common/confusion';
import { evenlySpaced } from '../../common/examples';
import { tellUnknown, withJoint } from '../../common/joint';
import type { zeroShot } from './node';
import { captionsFor } from './said';

/** Classes that are told of each picture. */
const TOLD = 3;

export const run: Run<typeof zeroShot> = async ({ encoder, examples }, params, context) => {
  const classes = classesOf(params.classes, examples);
  const captions = classes.map((name) => captionsFor(params.template, name));
  tellUnknown(encoder, captions.flat(), context);
  const cosines = await cosinesOf(encoder, examples, captions, context);
  const likeliest = Array.from({ length: examples.count }, (_, row) => nearest(cosines, row, classes.length));
  const shown = evenlySpaced(examples, params.shown);
  const rows = evenRows(examples.count, params.shown);
  const labels = labelsIn(examples, classes);
  const judged = labels && sittingOf(cosines, labels, classes.length);
  const right = judged?.marks.filter(({ place }) => place === 1).length ?? 0;
  const values: Metric[] = judged
    ? [
        {
          name: 'Right',
          value: (100 * right) / Math.max(1, judged.marks.length),
          unit: '%',
          better: 'higher',
          help: `Of ${judged.marks.length.toLocaleString('en')} pictures, how many are taken for their own class. No class was ever taught.`,
        },
        { name: 'Chance', value: 100 / classes.length, unit: '%', help: 'What blind guesses reach.' },
      ]
    : [];
  return {
    ranking: {
      shape: shown.shape,
      count: shown.count,
      data: shown.data,
      queries: rows.map((row, place) => ({
        asked: { picture: place },
        found: (likeliest[row] ?? []).slice(0, TOLD).map((at) => ({
          words: (captions[at]?.length === 1 ? captions[at][0] : classes[at]) ?? '',
          score: cosines[row * classes.length + at] ?? 0,
          ...(labels && (labels[row] ?? -1) >= 0 && { right: labels[row] === at }),
        })),
      })),
    },
    metrics: {
      values: [...values, { name: 'Classes', value: classes.length }, { name: 'Pictures', value: examples.count }],
      curves: [],
      notes: judged
        ? hardestClasses(judged, classes)
        : ['These pictures have none of these classes, so nothing tells what is right.'],
    },
    confusion: judged ? confusionTable(judged, classes) : takenFor(likeliest, classes),
  };
};

/** The cosine of each picture with each class, the mean of its captions: `count × classes`. */
const cosinesOf = (
  encoder: JointEncoder,
  examples: Examples,
  captions: readonly (readonly string[])[],
  context: Parameters<typeof withJoint>[1],
): Promise<Float32Array> =>
  withJoint(encoder, context, async ({ width, ...open }) => {
    const pictures = await open.pictures(examples);
    const words = new Float32Array(captions.length * width);
    for (const [at, some] of captions.entries()) words.set(meanRow(await open.words(some), width), at * width);
    return Float32Array.from({ length: examples.count * captions.length }, (_, at) => {
      const [row, caption] = [Math.floor(at / captions.length), at % captions.length];
      let sum = 0;
      for (let place = 0; place < width; place++)
        sum += (pictures[row * width + place] ?? 0) * (words[caption * width + place] ?? 0);
      return sum;
    });
  });

/** Classes as they are written, or those of the pictures. @throws GenloomError `zero-shot.no-classes` */
function classesOf(written: string, { classes = [] }: Examples): readonly string[] {
  const named = [...new Set(written.split(/[,\n]/).map((name) => name.trim()))].filter((name) => name !== '');
  const all = named.length > 0 ? named : classes;
  if (all.length > 1) return all;
  throw new GenloomError({
    code: 'zero-shot.no-classes',
    title: `There ${all.length === 1 ? 'is only one class' : 'are no classes'} to tell apart.`,
    fix: 'Write at least two under “Classes”, one a line.',
  });
}

/** The mean of rows of length 1, of length 1 again. */
function meanRow(rows: Float32Array, width: number): Float32Array {
  const mean = new Float32Array(width);
  for (const [at, value] of rows.entries()) mean[at % width] = (mean[at % width] ?? 0) + value;
  return unitRows(mean, width);
}

/** Of each picture its class among those that are named, −1 for another; null where none has one of them. */
function labelsIn({ labels, classes = [], count }: Examples, named: readonly string[]): Int32Array | null {
  if (!labels) return null;
  const places = classes.map((name) => named.findIndex((one) => one.toLowerCase() === name.toLowerCase()));
  const own = Int32Array.from({ length: count }, (_, row) => places[labels[row] ?? -1] ?? -1);
  return own.some((label) => label >= 0) ? own : null;
}

/** What was said of the pictures that have one of the classes. */
function sittingOf(cosines: Float32Array, labels: Int32Array, classes: number) {
  const known = [...labels.keys()].filter((row) => (labels[row] ?? -1) >= 0);
  const data = new Float32Array(known.length * classes);
  for (const [place, row] of known.entries())
    data.set(cosines.subarray(row * classes, (row + 1) * classes), place * classes);
  const own = Int32Array.from(known, (row) => labels[row] ?? 0);
  return { marks: markClasses({ shape: [classes], count: known.length, data }, own), labels: own };
}

/** Classes in the order of their cosines with a picture. */
const nearest = (cosines: Float32Array, row: number, classes: number): readonly number[] =>
  Array.from({ length: classes }, (_, at) => at).sort(
    (a, b) => (cosines[row * classes + b] ?? 0) - (cosines[row * classes + a] ?? 0),
  );

/** The rows that `evenlySpaced` takes. */
const evenRows = (count: number, most: number): readonly number[] => {
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, index) => Math.floor((index * count) / taken));
};

/** How many pictures were taken for each class. */
const takenFor = (likeliest: readonly (readonly number[])[], classes: readonly string[]): Table => ({
  columns: [
    { name: 'Class', kind: 'category', categories: [...classes] },
    { name: 'Pictures taken for it', kind: 'whole' },
  ],
  rows: classes.map((name, at) => [name, likeliest.filter(([first]) => first === at).length]),
});
