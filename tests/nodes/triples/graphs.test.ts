import { expect, test } from 'vitest';
import { collectTriples, type Triples, triplesView, vocabularyOf } from '@/graph';
import { mentionsOf, relationOf, tagClasses, tagsOf } from '@/nodes/common/extraction/tags';
import { nameFinder, wordsOf } from '@/nodes/common/extraction/words';
import { compareTriples, scoresOf } from '@/nodes/evaluate/triples/compare';
import { partsOf } from '@/nodes/generate/facts/parts';
import { llmFacts } from '@/nodes/llm/facts/node';
import { readWritten } from '@/nodes/llm/facts/read';
import { run as runLlm } from '@/nodes/llm/facts/run';
import { factsAsExamples } from '@/nodes/prepare/facts/node';
import { run as prepare } from '@/nodes/prepare/facts/run';
import { mergeEntities } from '@/nodes/prepare/merge-entities/node';
import { run as merge } from '@/nodes/prepare/merge-entities/run';
import { askGraph } from '@/nodes/retrieve/graph/node';
import { run as ask } from '@/nodes/retrieve/graph/run';
import { casesOf, followsGraph } from '@/nodes/source/event-log/discover';
import { readLog, secondsOf } from '@/nodes/source/event-log/log';
import { sourceTypedWorld } from '@/nodes/source/typed-world/node';
import { RELATIONS } from '@/nodes/source/typed-world/relations';
import { run as makeWorld } from '@/nodes/source/typed-world/run';
import { script } from '../llm/support';
import { refusalOf, testContext } from '../support';

const world = (params: object = {}) =>
  makeWorld({}, sourceTypedWorld.params.parse({ sentences: 150, heldOut: 60, people: 40, ...params }), testContext());

test('a typed world is the same for one number, keeps to types, and holds out names and combinations', async () => {
  const made = await world();
  expect(await world()).toEqual(made);
  expect((await world({ world: 2 })).text).not.toEqual(made.text);
  const names = new Set(made.training.entities.map(({ name }) => name));
  expect(made.heldOut.entities.filter(({ name }) => names.has(name))).toEqual([]);
  for (const { entities, triples, sources } of [made.training, made.heldOut])
    for (const { subject, relation, object, sources: said } of triples) {
      const known = RELATIONS.find((one) => one.name === relation);
      expect([entities[subject]?.type, entities[object]?.type]).toEqual([known?.from, known?.to]);
      // Who is told of is named where it is told.
      for (const place of said ?? [])
        for (const end of [subject, object]) expect(sources[place]).toContain(entities[end]?.name);
    }
  expect(made.text.items).toEqual(made.heldOut.sources);
  expect(
    made.text.items.some((_, place) => made.heldOut.triples.every(({ sources }) => !sources?.includes(place))),
  ).toBe(true);
});

test('words become tags and tags become the same names again; pairs know both directions', async () => {
  const made = await world();
  const classes = tagClasses(vocabularyOf(made.training).types);
  const find = nameFinder(made.training.entities.map(({ name, type = '' }) => ({ name, type })));
  for (const text of made.training.sources) {
    const words = wordsOf(text);
    const mentions = find(words).map(({ from, to, type }) => ({ from, to, type }));
    expect(mentionsOf(tagsOf(words, mentions, classes), classes)).toEqual(mentions);
  }
  const { words, pairs } = await prepare({ triples: made.training }, factsAsExamples.params.parse({}), testContext());
  expect(words.data).toHaveLength(words.count * (words.shape[0] ?? 0));
  const told = [...(pairs.labels ?? [])].map((label) => relationOf(pairs.classes?.[label] ?? '', label));
  const facts = made.training.triples.reduce((sum, { sources }) => sum + (sources?.length ?? 0), 0);
  expect(told.filter((one) => one !== null)).toHaveLength(facts);
  expect(told.some((one) => one?.turned)).toBe(true);
  // A name that goes on where none began, and one whose words disagree.
  expect(mentionsOf([0, 2, 0, 1, 4, 4], ['no name', 'a begins', 'a goes on', 'b begins', 'b goes on'])).toEqual([
    { from: 1, to: 2, type: 'a' },
    { from: 3, to: 6, type: 'b' },
  ]);
  expect(partsOf('Ada sings. She dances.\nBo is here.')).toEqual([
    'Ada sings.',
    'Ada sings. She dances.',
    'Bo is here.',
  ]);
});

/** Facts as `subject | relation | object`, with a text that says each. */
function graphOf(lines: readonly string[], said: readonly string[] = []): Triples {
  const collected = collectTriples();
  for (const [at, line] of lines.entries()) {
    const [subject = '', relation = '', object = ''] = line.split(' | ');
    collected.fact(collected.entity({ name: subject }), relation, collected.entity({ name: object }), said[at]);
  }
  return collected.made();
}
const told = ({ entities, triples }: Triples) =>
  triples.map(
    ({ subject, relation, object }) => `${entities[subject]?.name} | ${relation} | ${entities[object]?.name}`,
  );

test('precision, recall and F1 as their formulas say, text by text and once in all', () => {
  const right = graphOf(['a | r | b', 'a | r | b', 'c | s | d', 'e | s | f'], ['one', 'two', 'one', 'two']);
  const made = graphOf(['a | r | b', 'c | s | d', 'd | s | c'], ['one', 'two', 'one']);
  const byText = compareTriples(made, right, { by: 'text', types: true });
  expect([byText.right, byText.found, byText.all]).toEqual([1, 3, 4]);
  const { precision, recall, f1 } = scoresOf(byText);
  expect([precision, recall]).toEqual([1 / 3, 1 / 4]);
  expect(f1).toBeCloseTo((2 * (1 / 3) * (1 / 4)) / (1 / 3 + 1 / 4), 12);
  const once = compareTriples(made, right, { by: 'graph', types: true });
  expect([once.right, once.found, once.all]).toEqual([2, 3, 3]);
  expect(scoresOf({ right: 0, found: 0, all: 0 })).toEqual({ precision: 0, recall: 0, f1: 0 });
});

test('names that are one come together with a reason; those that a fact joins, or that could be two, do not', async () => {
  const given = graphOf([
    'Ilsa Voren | born in | Velbburg Town',
    'I. Voren | works for | Nant & Sons',
    'ILSA VOREN | wrote | Rain',
    'Ilsa Vorent | parent of | Ilsa Voren',
    'Velburg Town | lies in | Nantshire',
    'B. Ark | knows | Bea Ark',
    'C. Dow | works for | nant and sons',
    'Cara Dow | wrote | Salt',
    'Clem Dow | wrote | Ink',
  ]);
  const { triples, reasons } = await merge({ triples: given }, mergeEntities.params.parse({}), testContext());
  expect(reasons.rows.map(([from, into]) => `${from} → ${into}`).toSorted()).toEqual([
    'I. Voren → Ilsa Voren',
    'ILSA VOREN → Ilsa Voren',
    'Velburg Town → Velbburg Town',
    'nant and sons → Nant & Sons',
  ]);
  expect(told(triples)).toContain('Ilsa Voren | works for | Nant & Sons');
  expect(triples.entities.find(({ name }) => name === 'Ilsa Voren')?.aliases).toEqual(
    expect.arrayContaining(['I. Voren', 'ILSA VOREN']),
  );
  expect(triples.triples).toHaveLength(given.triples.length);
});

test('a log becomes what follows upon what, counted and timed by hand', () => {
  const logs: string[] = [];
  const csv =
    'Case ID,Activity,Timestamp\n1,a,2025-01-01 10:00\n1,b,2025-01-01 10:02\n2,b,2025-01-01T11:04Z\n2,a,2025-01-01T11:00Z\n1,a,2025-01-01 10:05\n,x,\n3,a,soon\n';
  const events = readLog('log.csv', csv, { case: '', activity: '', time: '' }, (one) => logs.push(one));
  const graph = followsGraph(casesOf(events), 0);
  expect(told(graph).toSorted()).toEqual([
    'Begin | then | a',
    'a | then | End',
    'a | then | b',
    'b | then | End',
    'b | then | a',
  ]);
  const step = (words: string) => graph.triples[told(graph).indexOf(words)];
  // Two minutes in one case and four in the other.
  expect(step('a | then | b')).toMatchObject({ count: 2, seconds: 180 });
  expect(step('b | then | a')).toMatchObject({ count: 1, seconds: 180 });
  expect(step('Begin | then | a')).toMatchObject({ count: 3 });
  expect(logs).toEqual([expect.stringMatching(/^1 rows/), expect.stringMatching(/^1 events/)]);
  expect(secondsOf('2025-01-01T01:00:00+01:00')).toBe(secondsOf('2025-01-01'));
  expect(secondsOf('1735689600000')).toBe(secondsOf('1735689600'));
  expect(secondsOf('31.12.2024')).toBeNull();
});

test('questions are answered from the facts with the sentences that say them, or not at all', async () => {
  const { heldOut } = await world({ heldOut: 400 });
  const name = (place: number) => heldOut.entities[place]?.name ?? '';
  const founded = heldOut.triples.find(({ relation }) => relation === 'founded');
  const born = heldOut.triples.find(({ relation }) => relation === 'born in');
  const queries = [
    `Who founded ${name(founded?.object ?? -1)}?`,
    `Where was ${name(born?.subject ?? -1)} born?`,
    'Where does Nobody Atall live?',
  ];
  const params = askGraph.params.parse({ query: queries.join('\n') });
  const { answers, hits } = await ask({ triples: heldOut }, params, testContext());
  expect(answers.items[0]?.answer).toContain(name(founded?.subject ?? -1));
  expect(answers.items[1]?.answer).toContain(name(born?.object ?? -1));
  expect(answers.items[2]?.answer).toBe('The graph knows nobody and nothing that this question names.');
  const [first] = hits.found;
  const cited = first?.hits[(first.cited?.[0] ?? 0) - 1];
  expect(cited?.passage.text).toContain(name(founded?.object ?? -1));
  const llm = script({ say: 'So it is said [1], and also [99].' });
  const asked = await ask({ triples: heldOut, llm }, params, testContext());
  expect(asked.hits.found[1]?.cited).toEqual([1]);
});

test('what a language model writes is read as far as it is facts of the text', async () => {
  expect(readWritten('Here:\n```json\n[{"subject":"A","relation":"r","object":"B"}]\n```').facts).toHaveLength(1);
  expect(readWritten('{"facts":[{"subject":"A","relation":"r","object":"B"},{"subject":1}]}')).toMatchObject({
    bad: 1,
  });
  expect(readWritten('{"subject":"A","relation":"r","object":"B"}\n{"subject": broken\nnothing')).toMatchObject({
    facts: [{ subject: 'A' }],
    bad: 1,
  });
  expect(readWritten('I cannot.')).toEqual({ facts: [], bad: 0 });
  const fact = (object: string, relation = 'born in') => ({ subject: 'Ada', relation, object });
  const llm = script({ say: JSON.stringify({ facts: [fact('Rome'), fact('Paris'), fact('Rome', 'likes')] }) });
  const context = testContext();
  const params = llmFacts.params.parse({ relations: 'born in' });
  const { triples } = await runLlm({ llm, text: { items: ['Ada was born in Rome.'] } }, params, context);
  expect(told(triples)).toEqual(['Ada | born in | Rome']);
  expect(context.logs).toHaveLength(2);
});

test('a view is bounded, and every fact in it has both of its ends', async () => {
  const { training } = await world({ sentences: 1_000, people: 300 });
  const view = triplesView(training, true);
  expect(view.entities.length).toBeLessThanOrEqual(180);
  expect(view.factCount).toBe(training.triples.length);
  for (const { subject, object } of view.facts) expect(view.entities[subject] && view.entities[object]).toBeTruthy();
  expect(JSON.stringify(view).length).toBeLessThan(120_000);
  expect(await refusalOf(() => prepare({ triples: graphOf(['a | r | b']) }, {}, testContext()))).toMatchObject({
    code: 'facts.nothing-said',
  });
});
