import { type Examples, GenloomError, type Run, type Triples, vocabularyOf } from '@/graph';
import { PAIR_FEATURES, pairFeatures, TAG_FEATURES, tagFeatures } from '../../common/extraction/features';
import { pairClass, pairClasses, tagClasses, tagsOf } from '../../common/extraction/tags';
import { nameFinder, wordsOf } from '../../common/extraction/words';
import type { factsAsExamples } from './node';

/** Numbers of all examples together: 400 MB. */
const MOST = 100_000_000;

export const run: Run<typeof factsAsExamples> = async ({ triples: given }, _params, context) => {
  const { types, relations } = vocabularyOf(given);
  if (given.sources.length === 0 || types.length === 0 || relations.length === 0) throw new GenloomError(NOTHING);
  const [wordClasses, classes] = [tagClasses(types), pairClasses(relations)];
  const said = saidIn(given);
  const { names, owners } = namesOf(given);
  const find = nameFinder(names);
  const words = collector(TAG_FEATURES);
  const pairs = collector(PAIR_FEATURES);
  let lost = 0;
  for (const [index, text] of given.sources.entries()) {
    const there = wordsOf(text);
    const mentions = find(there);
    words.add(tagFeatures(there), tagsOf(there, mentions, wordClasses));
    const facts = said.get(index) ?? new Map<string, string>();
    const met = new Set<string>();
    for (let second = 1; second < mentions.length; second++)
      for (let first = 0; first < second; first++) {
        const [a, b] = [owners[mentions[first]?.name ?? -1] ?? -1, owners[mentions[second]?.name ?? -1] ?? -1];
        if (a === b) continue;
        const [straight, turned] = [`${a} ${b}`, `${b} ${a}`];
        const relation = facts.get(straight);
        const back = facts.get(turned);
        if (relation !== undefined) met.add(straight);
        else if (back !== undefined) met.add(turned);
        const told =
          relation !== undefined ? pairClass(relation, false) : back !== undefined ? pairClass(back, true) : undefined;
        const label = told === undefined ? 0 : classes.indexOf(told);
        pairs.add(pairFeatures(there, mentions, first, second), [label]);
      }
    lost += facts.size - met.size;
    if (words.size() + pairs.size() > MOST) throw new GenloomError(TOO_MUCH);
    context.progress({ done: index + 1, total: given.sources.length });
    await context.breathe();
  }
  if (lost > 0)
    context.log(
      'warning',
      `${lost.toLocaleString('en')} facts name somebody whom their source does not name in these words. They are not learned from.`,
    );
  return { words: words.made(wordClasses), pairs: pairs.made(classes) };
};

/** By source: what each holds between two entities, by their places. */
function saidIn({ triples }: Triples): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const said = new Map<number, Map<string, string>>();
  for (const { subject, relation, object, sources } of triples)
    for (const source of sources ?? [])
      said.set(source, (said.get(source) ?? new Map()).set(`${subject} ${object}`, relation));
  return said;
}

/** All names with a type, other names too, and whose they are. */
function namesOf({ entities }: Triples) {
  const all = entities.flatMap(({ name, aliases, type }, owner) =>
    type === undefined ? [] : [name, ...(aliases ?? [])].map((one) => ({ name: one, type, owner })),
  );
  return { names: all, owners: all.map(({ owner }) => owner) };
}

/** Rows as they come, and what they are. */
function collector(width: number) {
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  return {
    size: () => labels.length * width,
    add(row: Float32Array, told: readonly number[]): void {
      rows.push(row);
      for (const label of told) labels.push(label);
    },
    made(classes: readonly string[]): Examples {
      const data = new Float32Array(labels.length * width);
      let at = 0;
      for (const row of rows) {
        data.set(row, at);
        at += row.length;
      }
      // Codes and flags have a scale of their own.
      const scaling = { mean: new Array<number>(width).fill(0), deviation: new Array<number>(width).fill(1) };
      return { shape: [width], count: labels.length, data, labels: Int32Array.from(labels), classes, scaling };
    },
  };
}

const NOTHING = {
  code: 'facts.nothing-said',
  title: 'This knowledge graph has no texts whose facts could be learned.',
  detail: 'It takes entities with types, facts, and the sources that say them.',
  fix: 'Connect “Typed world”, or a graph from a file in which facts have sources.',
};

const TOO_MUCH = {
  code: 'facts.too-much',
  title: 'These texts make more examples than there is room for.',
  fix: 'Learn from fewer texts: some thousands are enough.',
};
