import { GenloomError, type Run, type Table } from '@/graph';
import { drawSecrets, spaceSize } from '@/ml/memorisation/secrets';
import { createRandom, type Random } from '@/ml/random';
import { documentsOf, documentsView } from '../../common/documents';
import type { insertCanaries } from './node';

const SIGNS = { digits: '0123456789', letters: 'abcdefghijklmnopqrstuvwxyz' } as const;
/** The most sentences that are put in. */
const MOST = 100_000;

export const run: Run<typeof insertCanaries> = async ({ text }, params, context) => {
  const documents = documentsOf(text);
  const [beginning, ending] = partsOf(params.sentence);
  const times = timesOf(params.times);
  const space = { signs: SIGNS[params.signs], length: params.length };
  const count = times.length * params.each;
  if (spaceSize(space) < 2 * count)
    throw new GenloomError({
      code: 'canaries.few-secrets',
      title: `There are only ${spaceSize(space).toLocaleString('en')} secrets of ${space.length} signs, too few to draw ${count} from.`,
      fix: 'Make the secrets longer.',
    });
  const inserted = times.reduce((sum, often) => sum + often, 0) * params.each;
  if (inserted > MOST)
    throw new GenloomError({
      code: 'canaries.too-many',
      title: `${inserted.toLocaleString('en')} sentences would be put in; at most ${MOST.toLocaleString('en')} are.`,
      fix: 'Put them in fewer times.',
    });
  const random = createRandom(`canaries/${params.secrets}`);
  const secrets = drawSecrets(space, count, random.split('secrets'));
  const names = namesOf(count, random.split('names'));
  const canaries = secrets.map((secret, index) => ({
    beginning: beginning.replaceAll('{who}', names[index] ?? ''),
    secret,
    ending: ending.replaceAll('{who}', names[index] ?? ''),
    times: times[Math.floor(index / params.each)] ?? 0,
  }));
  const sentences = canaries.flatMap((one) =>
    Array.from({ length: one.times }, () => one.beginning + one.secret + one.ending),
  );
  const items = mixedIn(documents, sentences, random.split('places'));
  context.preview(documentsView(items), 'text');
  const column = (name: string, cells: readonly string[]) =>
    ({ name, kind: 'category', categories: [...new Set(cells)] }) as const;
  const rows = canaries.map((one) => [one.beginning, one.secret, one.ending || null, one.times, space.signs]);
  const table: Table = {
    columns: [
      column(
        'Beginning',
        canaries.map((one) => one.beginning),
      ),
      column('Secret', secrets),
      column(
        'Ending',
        canaries.flatMap((one) => one.ending || []),
      ),
      { name: 'Times', kind: 'whole' },
      column('Signs', [space.signs]),
    ],
    rows,
  };
  return { text: { items }, canaries: table };
};

/** What stands before and after the secret. */
function partsOf(sentence: string): [string, string] {
  const [beginning = '', ending = '', ...more] = sentence.split('{secret}');
  if (more.length === 0 && sentence.includes('{secret}') && beginning.includes('{who}')) return [beginning, ending];
  throw new GenloomError({
    code: 'canaries.sentence',
    title: 'The sentence needs {who}, and after it {secret} once.',
    detail: `It reads: ${sentence}`,
    fix: 'Write a sentence such as “The number of {who} is {secret}.”',
  });
}

function timesOf(list: string): number[] {
  const times = list
    .split(/[,\s]+/)
    .filter((one) => one !== '')
    .map(Number);
  if (times.length > 0 && times.length <= 20 && times.every((one) => Number.isInteger(one) && one >= 0)) return times;
  throw new GenloomError({
    code: 'canaries.times',
    title: `“${list}” are not the numbers of times that secrets are put in.`,
    fix: 'Write up to 20 whole numbers with commas between, such as 0, 1, 4, 16.',
  });
}

/** Different names that can be said, and hardly stand in any text. */
function namesOf(count: number, random: Random): string[] {
  const pick = (signs: string) => signs[random.int(signs.length)] ?? '';
  const names = new Set<string>();
  while (names.size < count) {
    const syllables = Array.from({ length: 4 }, () => pick('bdfgklmnprstvz') + pick('aeiou')).join('');
    names.add(syllables.charAt(0).toUpperCase() + syllables.slice(1));
  }
  return [...names];
}

/** Puts sentences between documents, any place as likely; documents keep their order. */
function mixedIn(documents: readonly string[], sentences: readonly string[], random: Random): string[] {
  const placed = random
    .shuffle([...sentences])
    .map((sentence) => ({ sentence, before: random.int(documents.length + 1) }))
    .sort((a, b) => a.before - b.before);
  const items: string[] = [];
  let next = 0;
  for (let index = 0; index <= documents.length; index++) {
    for (; placed[next]?.before === index; next++) items.push(placed[next]?.sentence ?? '');
    if (index < documents.length) items.push(documents[index] ?? '');
  }
  return items;
}
