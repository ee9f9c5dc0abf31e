import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, test } from 'vitest';
import { hitsView, type Model, type SearchIndex } from '@/graph';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { loadModel } from '@/nodes/common/foundation/load';
import { openTextVectors } from '@/nodes/common/retrieval/model-vectors';
import { searchIndex } from '@/nodes/common/retrieval/search';
import { citedIn } from '@/nodes/retrieve/answer/cite';
import { answerFromDocuments } from '@/nodes/retrieve/answer/node';
import { run as answer } from '@/nodes/retrieve/answer/run';
import { indexPassages } from '@/nodes/retrieve/index/node';
import { run as indexRun } from '@/nodes/retrieve/index/run';
import { searchDocuments } from '@/nodes/retrieve/search/node';
import { run as search } from '@/nodes/retrieve/search/run';
import { splitPassages } from '@/nodes/retrieve/split/node';
import { run as split } from '@/nodes/retrieve/split/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { tinyGpt } from '../exams/support';
import { publishedFiles, quietly } from '../foundation/published';
import { script } from '../llm/support';
import { refusalOf, testContext } from '../support';

const DOCUMENTS = [
  '# The harbour\n\nThe ferry leaves the northern quay at six. In winter it leaves at eight, since the ice has to be broken.\n\nTickets are sold on board.',
  '# The library\n\nBooks may be borrowed for four weeks. Whoever returns them late pays twenty cents a day.\n\nDogs wait outside.',
];

async function indexed(model?: Model, documents: readonly string[] = DOCUMENTS): Promise<SearchIndex> {
  const { passages } = await split(
    { text: { items: documents } },
    splitPassages.params.parse({ size: 60, overlap: 0, by: 'sentences' }),
    testContext(),
  );
  const inputs = { passages, ...(model && { model }) };
  return (await indexRun(inputs, indexPassages.params.parse({ width: 16 }), testContext())).index;
}
const searched = async (index: SearchIndex, given: object) =>
  (await search({ index }, searchDocuments.params.parse(given), testContext())).hits;

test('what is found says where it stands, and which of its words were asked for', async () => {
  const index = await indexed();
  const { found } = await searched(index, { query: 'When is a ticket sold?\nborrowing a book', top: 2, mode: 'both' });
  expect(found.map(({ query }) => query)).toEqual(['When is a ticket sold?', 'borrowing a book']);
  const [first] = found[0]?.hits ?? [];
  expect(first?.passage).toMatchObject({ document: 0, title: 'The harbour', text: 'Tickets are sold on board.' });
  expect(first?.byWords).toBe(1);
  for (const { hits } of found)
    for (const { passage } of hits)
      expect(DOCUMENTS[passage.document]?.slice(passage.start, passage.end)).toBe(passage.text);
  const [book] = found[1]?.hits ?? [];
  const marked = book?.matches.map(([start, end]) => book.passage.text.slice(start, end));
  expect(marked).toEqual(['Books', 'borrowed']);
});

test('an index is the same when it comes out of the store, and so is what is found', async () => {
  const index = await indexed();
  for (const [kind, value] of [
    ['index', index],
    ['hits', await searched(index, { query: 'ice' })],
    ['passages', { passages: index.passages }],
  ] as const) {
    const codec = codecOf(kind);
    expect(codec.decode(codec.encode(value))).toEqual(value);
    expect(codec.file?.(value) ?? codec.encode(value)).toBeInstanceOf(Uint8Array);
  }
});

test('without anything to look for, without passages, or with an overlap that leaves no room, it says so', async () => {
  const index = await indexed();
  expect((await refusalOf(searched(index, { query: ' \n' }))).code).toBe('retrieve.no-query');
  expect(await searched(index, { query: 'zebra' })).toEqual({ found: [{ query: 'zebra', hits: [] }] });
  const none = indexRun({ passages: { passages: [] } }, indexPassages.params.parse({}), testContext());
  expect((await refusalOf(Promise.resolve(none))).code).toBe('retrieve.no-passages');
  const whole = split({ text: { items: ['a'] } }, splitPassages.params.parse({ size: 50, overlap: 50 }), testContext());
  expect((await refusalOf(Promise.resolve(whole))).code).toBe('retrieve.overlap');
});

describe.each([
  ['that looks back', async () => tinyGpt()],
  ['that sees both sides', async () => loadModel(await publishedFiles('bert'), quietly())],
])('a model %s', (_, modelOf) => {
  test('makes of a text what it makes of it beside longer ones, and leaves nothing behind', async () => {
    const model = await modelOf();
    const before = tf.memory().numTensors;
    const open = openTextVectors(model, testContext());
    const texts = ['the ice', 'the ferry leaves the northern quay at six', 'ice', 'the ice'];
    const together = await open.vectorsOf(texts, async () => {});
    for (const [place, text] of texts.entries()) {
      const [alone] = await open.vectorsOf([text], async () => {});
      for (const [at, value] of (alone ?? []).entries()) expect(together[place]?.[at]).toBeCloseTo(value, 4);
    }
    open.close();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('makes the vectors of an index, in which each passage finds itself', async () => {
    const index = await indexed(await modelOf());
    const codec = codecOf('index');
    const kept = codec.decode(codec.encode(index)) as SearchIndex;
    const { found } = await searched(kept, {
      query: index.passages.map(({ text }) => text.replaceAll('\n', ' ')).join('\n'),
      mode: 'meaning',
      top: 1,
    });
    const right = found.filter(({ hits }, place) => hits[0]?.place === place).length;
    expect(right / found.length).toBeGreaterThanOrEqual(0.8);
    expect((await refusalOf(() => searchIndex(kept, 'ice', { top: 1, mode: 'both' }))).code).toBe('search.needs-model');
    expect(searchIndex(kept, 'ice', { top: 1, mode: 'words' })[0]?.passage.text).toContain('ice');
  });
});

test('an answer is asked for with numbered passages, and tells which it cites; a made-up number is warned of', async () => {
  const index = await indexed();
  const context = testContext();
  const llm = script({
    when: '(?s)\\[1\\] \\(The library\\).*late.*Question: late',
    say: 'Twenty cents [1][2], or more [9].',
  });
  const { answers, hits } = await answer(
    { llm, index },
    answerFromDocuments.params.parse({ query: 'late books', top: 2 }),
    context,
  );
  expect(answers.items).toEqual([{ prompt: 'late books', answer: 'Twenty cents [1][2], or more [9].' }]);
  expect(hits.found[0]?.cited).toEqual([1, 2]);
  expect(context.logs.join()).toContain('1 answer cites passages that there are not.');
  const [shown] = hitsView(hits, true).found;
  expect(shown?.hits.map(({ cited }) => cited)).toEqual([true, true]);
});

test('citations are read as models write them', () => {
  expect(citedIn('So it is [2]. And [1, 3], but [1][12] and [a].', 3)).toEqual({ cited: [1, 2, 3], unknown: [12] });
});

test('a search by both is never worse than three places behind the better of words and meaning', async () => {
  const random = createRandom(5);
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
  const draw = (count: number) => Array.from({ length: count }, () => words[random.int(words.length)]).join(' ');
  const index = await indexed(
    undefined,
    Array.from({ length: 120 }, () => draw(8)),
  );
  for (let round = 0; round < 30; round++) {
    const query = draw(3);
    const of = (mode: 'words' | 'meaning' | 'both') =>
      searchIndex(index, query, { top: 4, mode }).map(({ place }) => place);
    expect(of('both')).toEqual(expect.arrayContaining([of('words')[0], of('meaning')[0]]));
  }
});
