import { type Examples, GenloomError, type Metric, type Run, type Table } from '@/graph';
import { classProbabilities } from '../../common/classifier';
import { percent } from '../figures';
import { type Attribute, optionIn, readAttributes } from './attributes';
import type { evaluateCaptions } from './node';

export const run: Run<typeof evaluateCaptions> = async ({ examples, classifier, second }, params, { breathe, log }) => {
  const { captions } = examples;
  if (!captions || examples.count === 0) throw new GenloomError(captions ? NONE : NO_CAPTIONS);
  const judges = second ? [classifier, second] : [classifier];
  const asked = readAttributes(params.attributes);
  const known = asked.filter((one) => judges.some(({ classes }) => classes.some((name) => optionIn(name, one))));
  if (known.length === 0)
    throw new GenloomError({
      code: 'captions.unknown',
      title: 'The classifier tells nothing of what is asked for.',
      detail: `It knows ${classifier.classes.slice(0, 20).join(', ')}.`,
      fix: 'Name what it knows under “What is asked for”.',
    });
  const blind = asked.filter((one) => !known.includes(one)).map(({ name }) => name);
  if (blind.length > 0) log('warning', `No classifier tells the ${blind.join(' and the ')}: that is not marked.`);
  const seen = Array<string>(examples.count).fill('');
  for (const judge of judges) {
    const { data } = await classProbabilities(judge, examples, breathe);
    for (let row = 0; row < examples.count; row++)
      seen[row] += ` ${judge.classes[likeliest(data, row, judge.classes.length)] ?? ''}`;
  }
  const marks = captions.map((caption, row) => known.map((one) => markOf(one, caption, seen[row] ?? '')));
  const whole = marks.filter((own) => own.some((mark) => mark !== null));
  if (whole.length === 0)
    throw new GenloomError({
      code: 'captions.nothing-asked',
      title: `“${captions[0]?.slice(0, 120)}” asks for nothing that is marked.`,
      fix: 'Write the words of the captions under “What is asked for”.',
    });
  return {
    metrics: {
      values: [
        share('All of it', whole.filter(allRight).length / whole.length, 'Pictures in which everything is as asked.'),
        ...known.flatMap(({ name }, at): Metric[] => {
          const own = marks.flatMap((row) => row[at] ?? []);
          const right = own.filter((mark) => mark.right).length;
          return own.length > 0
            ? [share(capital(name), right / own.length, `Pictures whose ${name} is as asked.`)]
            : [];
        }),
        { name: 'Pictures', value: whole.length },
      ],
      curves: [],
      notes: known.flatMap((one, at) =>
        mixedUp(
          one,
          marks.flatMap((row) => row[at] ?? []),
        ),
      ),
    },
    table: byCaption(captions, known, marks),
    marked: withMarks(examples, captions, marks),
  };
};

interface Mark {
  readonly wanted: string;
  readonly seen: string;
  readonly right: boolean;
}

/** Null where the caption does not say it. */
function markOf(attribute: Attribute, caption: string, seenAs: string): Mark | null {
  const [wanted, seen] = [optionIn(caption, attribute), optionIn(seenAs, attribute)];
  return wanted === null ? null : { wanted, seen: seen ?? 'something else', right: wanted === seen };
}

type Marks = readonly (Mark | null)[];
const allRight = (marks: Marks): boolean => marks.every((mark) => mark === null || mark.right);

function likeliest(data: Float32Array, row: number, classes: number): number {
  let best = 0;
  for (let place = 1; place < classes; place++)
    if ((data[row * classes + place] ?? 0) > (data[row * classes + best] ?? 0)) best = place;
  return best;
}

const share = (name: string, value: number, help: string): Metric => ({
  name,
  value: 100 * value,
  unit: '%',
  better: 'higher',
  help,
});

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The commonest mistake about an attribute. */
function mixedUp({ name }: Attribute, marks: readonly Mark[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { wanted, seen, right } of marks)
    if (!right)
      counts.set(`“${wanted}” came out as “${seen}”`, (counts.get(`“${wanted}” came out as “${seen}”`) ?? 0) + 1);
  const [worst] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!worst) return [];
  const wrong = marks.filter(({ right }) => !right).length;
  return [`The ${name} is wrong in ${percent(wrong / marks.length)}; most often ${worst[0]}.`];
}

/** A row for each caption: in how many of its pictures each attribute is right. */
function byCaption(captions: readonly string[], known: readonly Attribute[], marks: readonly Marks[]): Table {
  const rows = new Map<string, Marks[]>();
  for (const [row, caption] of captions.entries()) rows.set(caption, [...(rows.get(caption) ?? []), marks[row] ?? []]);
  const part = (some: readonly boolean[]) => (some.length > 0 ? some.filter(Boolean).length / some.length : null);
  return {
    columns: [
      { name: 'Caption', kind: 'category', categories: [...rows.keys()] },
      { name: 'Pictures', kind: 'whole' },
      ...['all of it', ...known.map(({ name }) => name)].map((name) => ({
        name,
        kind: 'number' as const,
        better: 'higher' as const,
        decimals: 2,
      })),
    ],
    rows: [...rows].map(([caption, own]) => [
      caption,
      own.length,
      part(own.map(allRight)),
      ...known.map((_, at) => part(own.flatMap((row) => row[at]?.right ?? []))),
    ]),
  };
}

/** The same pictures; the caption says beside each what is not as asked. */
function withMarks(examples: Examples, captions: readonly string[], marks: readonly Marks[]): Examples {
  return {
    ...examples,
    captions: captions.map((caption, row) => {
      const wrong = (marks[row] ?? []).flatMap((mark) => (mark && !mark.right ? [mark.seen] : []));
      return wrong.length === 0 ? `✓ ${caption}` : `✗ ${caption}: seen ${wrong.join(', ')}`;
    }),
  };
}

const NO_CAPTIONS = {
  code: 'captions.none',
  title: 'These pictures have no captions, so nothing says what was asked for.',
  fix: 'Give what “Make examples” made from captions, or pictures with captions.',
};
const NONE = {
  code: 'captions.no-pictures',
  title: 'There are no pictures to look at.',
  fix: 'Look at what comes in: a filter before this node may have removed everything.',
};
