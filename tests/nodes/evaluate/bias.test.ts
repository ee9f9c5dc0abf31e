import { beforeAll, describe, expect, test } from 'vitest';
import type { Metrics, Model } from '@/graph';
import { evaluateNetwork } from '@/ml/evaluate';
import { pseudoLogLikelihoods } from '@/ml/exams/pseudo-log-likelihood';
import { createRandom } from '@/ml/random';
import { memory } from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { trainRewardModel } from '@/nodes/align/reward-model/node';
import { run as runReward } from '@/nodes/align/reward-model/run';
import { codecOf } from '@/nodes/common/codec';
import { evaluateBias } from '@/nodes/evaluate/bias/node';
import { run as measure } from '@/nodes/evaluate/bias/run';
import { groupsOf, requireFew, sentenceOf, templatesOf, textOf } from '@/nodes/evaluate/bias/swaps';
import { evaluateGate } from '@/nodes/evaluate/gate/node';
import { run as runGate } from '@/nodes/evaluate/gate/run';
import { evaluateReport } from '@/nodes/evaluate/report/node';
import { run as runReport } from '@/nodes/evaluate/report/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { trainLanguageModel } from '@/nodes/train/language-model/node';
import { run as runTrain } from '@/nodes/train/language-model/run';
import { trainTextClassifier } from '@/nodes/train/text-classifier/node';
import { run as runTrainClassifier } from '@/nodes/train/text-classifier/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { gpt } from '../../ml/helpers/networks';
import { tinyModel } from '../align/support';
import { refusalOf, testContext } from '../support';

/** Names of two kinds of people, who have nothing in common but what is said of them, and two things that somebody does. */
const [FIRST, SECOND] = ['aceghimn', 'bdfjklop'].map((names) => [...names]) as [string[], string[]];
const OWN = `firsts: ${FIRST.join(', ')}\nseconds: ${SECOND.join(', ')}`;
const TEMPLATES = 'ok {who} fed.\nok {who} did.';
const [FED, DID] = [' fed.', ' did.'];
const model = () => tinyModel(1, 12, 'abcdefghijklmnop. \n');

/** Sentences of the two: all do both as often, or the first kind one and the second the other, nine times of ten. */
function sentences(skewed: boolean): string[] {
  const [most, least] = skewed ? [9, 1] : [5, 5];
  const of = (names: readonly string[], [usual, other]: readonly [string, string]) =>
    names.flatMap((name) => [...Array(most).fill(`ok ${name}${usual}`), ...Array(least).fill(`ok ${name}${other}`)]);
  return createRandom(1).shuffle([...of(FIRST, [FED, DID]), ...of(SECOND, [DID, FED])]);
}

async function languageModel(skewed: boolean): Promise<Model> {
  const { network, tokenizer } = await model();
  const items = [`${sentences(skewed).join('\n')}\n`];
  const data = await runEncode({ text: { items }, tokenizer }, encode.params.parse({ blockLength: 12 }), testContext());
  const params = { ...settings, steps: 150, sampleTokens: 1 };
  return (await runTrain({ network, ...data }, trainLanguageModel.params.parse(params), testContext())).model;
}

const settings = {
  steps: 20,
  batchSize: 16,
  learningRate: 0.03,
  warmUpSteps: 0,
  evaluateEvery: 60,
  evaluateBatches: 1,
};
const params = (more: object = {}) =>
  evaluateBias.params.parse({ set: 'own', own: OWN, templates: TEMPLATES, ...more });
const look = async (inputs: Parameters<typeof measure>[0], more: object = {}) =>
  measure(inputs, params(more), testContext());
const value = ({ values }: Metrics, name: string) => values.find((one) => one.name === name)?.value ?? Number.NaN;

let [biased, fair]: Model[] = [];
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
  [biased, fair] = [await languageModel(true), await languageModel(false)];
});
const models = (): [Model, Model] => {
  if (!biased || !fair) throw new Error('no models');
  return [biased, fair];
};

test('a language model that learned from skewed sentences is found biased, one that learned from even ones is not', async () => {
  const [skewed, even] = models();
  const before = memory().numTensors;
  const found = await look({ model: skewed });
  expect(memory().numTensors).toBe(before);
  expect(found.table.rows.map((row) => row.at(-1))).toEqual([
    'higher for firsts, beyond chance',
    'higher for seconds, beyond chance',
  ]);
  const [fed, did] = found.table.rows.map((row) => row.slice(3, 8).map(Number));
  // Eight of eight words point one way: 2 / 2⁸, and twice that for the smaller of two.
  expect(fed?.slice(3)).toEqual([2 / 256, 4 / 256]);
  expect(fed?.[0]).toBeGreaterThan(0.5);
  expect(did?.[0]).toBeLessThan(-0.5);
  expect(fed?.[1]).toBeGreaterThan(0);
  expect(value(found.metrics, 'Beyond chance')).toBe(2);
  expect(await look({ model: skewed })).toEqual(found);

  const none = await look({ model: even });
  expect(none.table.rows.map((row) => row.at(-1))).toEqual(Array(2).fill('no difference beyond chance'));
  expect(value(none.metrics, 'Beyond chance')).toBe(0);
  expect(value(none.metrics, 'Largest difference')).toBeLessThan(value(found.metrics, 'Largest difference') / 2);
  // The whole sentence, per token, tells it too.
  const whole = await look({ model: skewed }, { measure: 'sentence' });
  expect(value(whole.metrics, 'Beyond chance')).toBe(2);
  expect(value(whole.metrics, 'Largest difference')).toBeLessThan(value(found.metrics, 'Largest difference'));

  const gate = evaluateGate.params.parse({ measure: 'Beyond chance', rule: 'at-most', limit: 0 });
  expect((await runGate({ metrics: none.metrics }, gate, testContext())).verdict.notes[0]).toContain('says yes');
  expect((await refusalOf(async () => runGate({ metrics: found.metrics }, gate, testContext()))).code).toBe(
    'gate.failed',
  );
  const both = { first: found.metrics, second: none.metrics };
  const { page } = await runReport(both, evaluateReport.params.parse({}), testContext());
  expect(JSON.stringify(page.blocks)).toContain('Better: Difference of a swap');
});

test('a model that fills gaps is measured by all that stands around each word, and the score is that of its evaluation', async () => {
  const begun = await model();
  const { vocabularySize } = codecOf(begun.tokenizer);
  const network = gpt({ vocabulary: vocabularySize + 1, width: 16, layers: 1, heads: 2, context: 12, causal: false });
  const weights = initialiseWeights(network, 3);
  const gapped = { ...begun, network: network as never, weights, objective: 'masked' as const };
  const { table, metrics } = await look({ model: gapped });
  expect(table.rows).toHaveLength(2);
  expect(value(metrics, 'Swaps')).toBe(16);
  expect((await refusalOf(look({ model: gapped }, { templates: `a {x} ${'fed '.repeat(8)}` }))).code).toBe(
    'bias.too-long',
  );
  const ids = Int32Array.from(codecOf(begun.tokenizer).encode('ok a fed.ok b did.'));
  const uploaded = uploadWeights(network, weights);
  const evaluated = await evaluateNetwork({
    ...{ network, weights: uploaded, batchSize: 4, maskId: vocabularySize },
    data: { ids, blockLength: 9 },
  });
  const texts = [0, 9].map((from) => ({ ids: [...ids.slice(from, from + 9)], from: 0, to: 9 }));
  // One that is shorter beside them changes nothing.
  const found = await pseudoLogLikelihoods([...texts, { ids: [1, 2, 3], from: 1, to: 2 }], vocabularySize, {
    ...{ network, weights: uploaded, batchSize: 5 },
  });
  disposeAll(uploaded);
  for (const [at, { loss }] of evaluated.blocks.entries()) expect((found[at] ?? 0) / -9).toBeCloseTo(loss, 5);
});

test('a classifier that learned who instead of what is found biased, one that learned what is not', async () => {
  const begun = await model();
  const templates = 'ok {who}\nno {who}';
  const learn = async (labelOf: (first: boolean, ok: boolean) => boolean) => {
    const conversations = [FIRST, SECOND].flatMap((names, kind) =>
      names.flatMap((name) =>
        ['ok', 'no'].map((what) => ({
          messages: [{ role: 'user' as const, content: `${what} ${name}` }],
          label: labelOf(kind === 0, what === 'ok') ? 'glad' : 'sad',
        })),
      ),
    );
    const inputs = { model: begun, conversations: { conversations: createRandom(2).shuffle(conversations) } };
    return (await runTrainClassifier(inputs, trainTextClassifier.params.parse(settings), testContext())).classifier;
  };
  const found = await look({ classifier: await learn((first) => first) }, { templates, watched: 'Sad' });
  expect(found.table.rows.map((row) => row.at(-1))).toEqual(Array(2).fill('higher for seconds, beyond chance'));
  expect(value(found.metrics, 'Largest difference')).toBeGreaterThan(20);
  const classifier = await learn((_, ok) => ok);
  const none = await look({ classifier }, { templates });
  expect(value(none.metrics, 'Beyond chance')).toBe(0);
  expect((await refusalOf(look({ classifier }, { templates, watched: 'angry' }))).detail).toContain('“glad”, “sad”');
});

test('a reward model that likes who is praised is found biased', async () => {
  const pairs = FIRST.flatMap((one, at) =>
    [FED, DID].map((what) => ({ prompt: 'a.', chosen: `ok ${one}${what}`, rejected: `ok ${SECOND[at]}${what}` })),
  );
  const inputs = { model: await tinyModel(1, 16, 'abcdefghijklmnop. \n'), preferences: { pairs } };
  const { reward } = await runReward(inputs, trainRewardModel.params.parse(settings), testContext());
  const { table } = await look({ reward }, { asked: 'a.' });
  expect(table.rows.map((row) => row.at(-1))).toEqual(Array(2).fill('higher for firsts, beyond chance'));
  expect(table.columns[3]?.name).toBe('A − B (deviations)');
});

describe('swaps', () => {
  test('begin sentences with capitals, and the built-in words and sentences go together', () => {
    const [template] = templatesOf('{person} works. {x} not.'.replace(' {x} not.', ''));
    expect(template && textOf(sentenceOf(template, 'my aunt'))).toBe('My aunt works.');
    const [second] = templatesOf('It was late. {person} slept.');
    expect(second && textOf(sentenceOf(second, 'she'))).toBe('It was late. She slept.');
    const [within] = templatesOf('Yesterday {person} slept.');
    expect(within && textOf(sentenceOf(within, 'she'))).toBe('Yesterday she slept.');
    const defaults = evaluateBias.params.parse({});
    for (const set of ['gender', 'age', 'origin'] as const) {
      const groups = groupsOf(defaults[set]);
      for (const { words } of groups) expect(new Set(words).size).toBe(12);
      expect(() => requireFew(groups, templatesOf(defaults.templates))).not.toThrow();
    }
  });

  test('three groups are compared two by two, and too few words are called that', async () => {
    const own = 'a: a, b\nb: c, d\nc: e, f';
    const { table, metrics } = await look({ model: models()[1] }, { own, templates: 'ok {x} fed.' });
    expect(table.rows.map((row) => `${row[1]}/${row[2]}`)).toEqual(['a/b', 'a/c', 'b/c']);
    expect(table.rows.every((row) => row.at(-1) === 'too few words to tell')).toBe(true);
    expect(metrics.notes[0]).toContain('Give more words');
  });

  test('what cannot be measured is refused, with what would mend it', async () => {
    const [begun] = models();
    const code = async (more: object, inputs: Parameters<typeof measure>[0] = { model: begun }) =>
      (await refusalOf(look(inputs, more))).code;
    expect(await code({}, {})).toBe('bias.nobody');
    expect(await code({ own: '' })).toBe('bias.groups');
    expect(await code({ own: 'a: a, b' })).toBe('bias.groups');
    expect(await code({ own: 'a: a\na: b' })).toBe('bias.groups');
    expect(await code({ own: 'a a\nb: b' })).toBe('bias.group');
    expect(await code({ own: 'a: a, b\nb: c' })).toBe('bias.pairs');
    expect(await code({ templates: 'a cab.' })).toBe('bias.template');
    expect(await code({ templates: '{x} fed {y}.' })).toBe('bias.template');
    expect(await code({ templates: ' \n ' })).toBe('bias.template');
    expect(await code({ templates: 'a {x}.' })).toBe('bias.nothing-follows');
    expect(await code({ templates: `a {x} ${'fed '.repeat(8)}` })).toBe('bias.too-long');
    expect(await code({ templates: 'a {x} fed.\n'.repeat(700) })).toBe('bias.too-many');
    expect((await refusalOf(look({ model: begun }, { own: 'a: a, zoe\nb: c, b' }))).title).toContain(
      'cannot read “zoe”',
    );
    expect(await code({ templates: '{x} fed.' })).toBe('bias.unread'); // it knows no capitals
  });
});
