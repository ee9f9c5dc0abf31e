import { type Classifier, collectTriples, type Examples, GenloomError, type Run, triplesView } from '@/graph';
import { classProbabilities } from '../../common/classifier';
import { documentsOf } from '../../common/documents';
import { PAIR_FEATURES, pairFeatures, TAG_FEATURES, tagFeatures } from '../../common/extraction/features';
import { mentionsOf, relationOf, tagClasses } from '../../common/extraction/tags';
import { type Mention, mentioned, type Word, wordsOf } from '../../common/extraction/words';
import { friendly } from '../../common/friendly';
import type { readFacts } from './node';
import { partsOf } from './parts';

/** Texts that are read at once. */
const AT_ONCE = 128;

export const run: Run<typeof readFacts> = async ({ text, names, relations }, { sure }, context) => {
  requireFor(names, TAG_FEATURES, 'names', 'Words');
  requireFor(relations, PAIR_FEATURES, 'relations', 'Pairs of names');
  const parts = documentsOf(text).flatMap(partsOf);
  const collected = collectTriples();
  try {
    for (let from = 0; from < parts.length; from += AT_ONCE) {
      const read = await mentionsIn(parts.slice(from, from + AT_ONCE), names, context.breathe);
      for (const { part, words, mentions, first, second, told } of await pairsIn(read, relations, context.breathe)) {
        const found = relationOf(relations.classes[told.place] ?? '', told.place);
        const placeOf = (mention: Mention) =>
          collected.entity({ name: mentioned(part, words, mention), type: mention.type });
        const [a, b] = [mentions[first], mentions[second]].map((mention) => (mention ? placeOf(mention) : -1));
        if (!found || told.share < sure || a === undefined || b === undefined || a === b) continue;
        const sureness = Math.round(1_000 * told.share) / 1_000;
        const [subject, object] = found.turned ? [b, a] : [a, b];
        collected.fact(subject, found.relation, object, part, { sureness });
      }
      context.progress({ done: Math.min(parts.length, from + AT_ONCE), total: parts.length });
      context.preview(triplesView(collected.made()), 'triples');
      await context.breathe();
    }
  } catch (thrown) {
    throw friendly(thrown);
  }
  const made = collected.made();
  if (made.triples.length === 0) context.log('warning', 'No fact was found. Is this text like what was learned from?');
  return { triples: made };
};

interface Read {
  readonly part: string;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
}

/** The names of each text. */
async function mentionsIn(
  parts: readonly string[],
  classifier: Classifier,
  breathe: () => Promise<void>,
): Promise<Read[]> {
  const read = parts.map((part) => ({ part, words: wordsOf(part) }));
  const told = await toldOf(
    classifier,
    read.map(({ words }) => tagFeatures(words)),
    breathe,
  );
  let at = 0;
  return read.map(({ part, words }) => {
    const tags = words.map(() => told[at++]?.place ?? 0);
    return { part, words, mentions: mentionsOf(tags, classifier.classes) };
  });
}

/** Each two names of each text, with what holds between them. */
async function pairsIn(read: readonly Read[], classifier: Classifier, breathe: () => Promise<void>) {
  const pairs = read.flatMap((one) =>
    one.mentions.flatMap((_, second) => Array.from({ length: second }, (_none, first) => ({ ...one, first, second }))),
  );
  const told = await toldOf(
    classifier,
    pairs.map(({ words, mentions, first, second }) => pairFeatures(words, mentions, first, second)),
    breathe,
  );
  return pairs.map((pair, index) => ({ ...pair, told: told[index] ?? { place: 0, share: 0 } }));
}

/** The likeliest class of each row, and its share. */
async function toldOf(classifier: Classifier, rows: readonly Float32Array[], breathe: () => Promise<void>) {
  const [width = 1] = classifier.shape;
  const length = rows.reduce((sum, row) => sum + row.length, 0);
  if (length === 0) return [];
  const data = new Float32Array(length);
  let at = 0;
  for (const row of rows) {
    data.set(row, at);
    at += row.length;
  }
  const examples: Examples = { shape: [width], count: length / width, data };
  const shares = await classProbabilities(classifier, examples, breathe);
  const classes = classifier.classes.length;
  return Array.from({ length: examples.count }, (_, row) => {
    const own = shares.data.subarray(row * classes, (row + 1) * classes);
    let place = 0;
    for (const [index, share] of own.entries()) if (share > (own[place] ?? 0)) place = index;
    return { place, share: own[place] ?? 0 };
  });
}

function requireFor({ shape, classes }: Classifier, width: number, what: 'names' | 'relations', port: string): void {
  const fits = what === 'relations' || tagClasses([])[0] === classes[0];
  if (shape.length === 1 && shape[0] === width && fits) return;
  throw new GenloomError({
    code: 'facts.other-classifier',
    title: `The classifier that tells ${what} did not learn to do so.`,
    fix: `Train it on “${port}” of “Facts as examples”.`,
  });
}
