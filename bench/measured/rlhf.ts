/** Alignment by rewards and by preferences, through the product's nodes: what it gains, and what it costs. */
import { extendNode, type Facts, type Metrics, type Model, type Network } from '@/graph';
import { createRandom } from '@/ml/random';
import { generateCorpus, splitLines } from '@/ml/text';
import { learnCharacters } from '@/ml/tokenizers/learn/characters';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { catalogue } from '@/nodes';
import { answersTo, answerText, promptsOf } from '@/nodes/align/common/answers';
import { meanAndDeviation } from '@/nodes/align/common/figures';
import { ruleOf } from '@/nodes/align/common/rule';
import { alignPpo } from '@/nodes/align/ppo/node';
import { run as runPpo } from '@/nodes/align/ppo/run';
import { alignPreferences } from '@/nodes/align/preferences/node';
import { run as runDpo } from '@/nodes/align/preferences/run';
import { rankByRule } from '@/nodes/align/rank-by-rule/node';
import { run as rank } from '@/nodes/align/rank-by-rule/run';
import { codecOf } from '@/nodes/common/codec';
import { concreteNetwork } from '@/nodes/common/network';
import { evaluateLanguageModel } from '@/nodes/evaluate/language-model/node';
import { run as evaluate } from '@/nodes/evaluate/language-model/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { trainLanguageModel } from '@/nodes/train/language-model/node';
import { run as train } from '@/nodes/train/language-model/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const BLOCK = 64;
const RULE = { lengthWeight: 0, fullStopWeight: 0, shareOf: 'vowels', shareWeight: 1, answerTokens: 24, stop: '' };
await startWasm();
const began = performance.now();
const lap = (what: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${what}`);
const context = () => testContext({ seed: 1337 });

const corpus = generateCorpus({ seed: 1, characters: 200_000 });
const tokenizer = await learnCharacters([corpus], { maximumVocabulary: 100, unknown: 'left-out' });
const data = await runEncode(
  { text: { items: [corpus] }, tokenizer },
  encode.params.parse({ blockLength: BLOCK, validation: 0.1 }),
  context(),
);
const codec = codecOf(tokenizer);
const network = networkOf([
  ['positions', { context: BLOCK }],
  ['transformer-block', { repeat: 2, heads: 4 }],
  ['language-head', {}],
]);
const lessons = { steps: 600, decaySteps: 600, learningRate: 0.003, evaluateEvery: 600, sampleTokens: 0 };
const { model: start } = await train({ network, ...data }, trainLanguageModel.params.parse(lessons), context());
lap('the start is trained');

const lines = splitLines(corpus).filter((line) => line.length > 30);
const beginnings = createRandom(7)
  .shuffle(lines)
  .map((line) => line.slice(0, 12));
const [prompts, unseen] = [{ items: beginnings.slice(0, 200) }, { items: beginnings.slice(200, 328) }];
const atStart = await answersOf(start);

const { preferences } = await rank(
  { model: start, prompts },
  rankByRule.params.parse({ ...RULE, pairs: 400 }),
  context(),
);
lap('pairs are ranked');
const dpo = await runDpo(
  { model: start, preferences },
  alignPreferences.params.parse({ steps: 100, learningRate: 1e-4, beta: 0.1 }),
  context(),
);
const afterDpo = await answersOf(dpo.model);
const wins = afterDpo.map((score, index) => (score > (atStart[index] ?? 0) ? 1 : score === atStart[index] ? 0.5 : 0));
const winRate = (100 * wins.reduce<number>((sum, win) => sum + win, 0)) / wins.length;
lap(
  `DPO: KL ${figureOf(dpo.metrics, 'KL to the start').toFixed(2)}, perplexity ${(await perplexityOf(dpo.model)).toFixed(3)}`,
);

const ppo = await runPpo(
  { model: start, prompts },
  alignPpo.params.parse({
    ...RULE,
    ...{ rounds: 60, rollouts: 128, batchSize: 32, learningRate: 2e-4, shareWeight: 10, klWeight: 0.2, lookEvery: 30 },
  }),
  context(),
);
const before = meanAndDeviation(atStart);
const gain = (meanAndDeviation(await answersOf(ppo.model)).mean - before.mean) / before.deviation;
const [plain, aligned] = [await perplexityOf(start), await perplexityOf(ppo.model)];
lap(`PPO: perplexity ${plain.toFixed(3)} at the start, ${aligned.toFixed(3)} after`);
bar('rlhf.reward-gain-in-deviations', gain, { atLeast: 2 });
bar('rlhf.kl-nats-an-answer', figureOf(ppo.metrics, 'KL to the start'), { atMost: 10 });
bar('rlhf.perplexity-worse-percent', 100 * (aligned / plain - 1), { atMost: 10 });
bar('rlhf.dpo-win-rate-percent', winRate, { atLeast: 80 });
bar('rlhf.minutes', (performance.now() - began) / 60_000, { atMost: 6 });
finish();

/** The rule's scores of answers to prompts that nothing was learned from. */
async function answersOf(model: Model): Promise<number[]> {
  const score = ruleOf(rankByRule.params.parse(RULE));
  const concrete = concreteNetwork(model.network);
  const weights = uploadWeights(concrete, model.weights);
  try {
    const asked = promptsOf(unseen, codec, BLOCK, RULE.answerTokens, context());
    const seeds = asked.map((_, index) => `bench/${index}`);
    const params = { answerTokens: RULE.answerTokens, stop: RULE.stop, temperature: 1 };
    const answers = await answersTo(asked, seeds, concrete, weights, codec, params, async () => {});
    return asked.map((prompt, index) => score(answerText(codec, prompt, answers[index]?.ids ?? [])));
  } finally {
    disposeAll(weights);
  }
}

async function perplexityOf(model: Model): Promise<number> {
  const { metrics } = await evaluate(
    { model, data: data.validation },
    evaluateLanguageModel.params.parse({}),
    context(),
  );
  return figureOf(metrics, 'Perplexity');
}

function figureOf({ values }: Metrics, name: string): number {
  return values.find((one) => one.name === name)?.value ?? Number.NaN;
}

/** The network that a graph of these blocks describes. */
function networkOf(blocks: readonly (readonly [type: string, params: object])[]): Network {
  let facts: Facts = { vocabularySize: codec.vocabularySize };
  for (const [type, params] of [['token-embedding', { width: 64 }] as const, ...blocks]) {
    const contract = catalogue.get(`network.${type}`);
    if (!contract) throw new Error(`there is no ${type}`);
    const port = type === 'token-embedding' ? 'tokenizer' : 'network';
    const extended = extendNode(contract, { [port]: facts }, contract.params.parse(params), { nodeId: type });
    if (!extended.ok) throw new Error(extended.error.title);
    facts = extended.facts.network ?? {};
  }
  if (!facts.network) throw new Error('no network');
  return facts.network;
}
