/** Alignment as the templates of alignment do it, node by node: what it gains, and what it costs. */

import {
  ANSWERING,
  BEGINNINGS,
  CORPUS,
  DPO,
  OTHER_BEGINNINGS,
  PAIRS,
  PPO,
  REWARD,
  START,
  TASTE,
} from '@/app/templates/alignment';
import { extendNode, type Facts, type Metrics, type Model, type Network } from '@/graph';
import { generateCorpus } from '@/ml/text';
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
import { trainRewardModel } from '@/nodes/align/reward-model/node';
import { run as runReward } from '@/nodes/align/reward-model/run';
import { codecOf } from '@/nodes/common/codec';
import { concreteNetwork } from '@/nodes/common/network';
import { evaluateLanguageModel } from '@/nodes/evaluate/language-model/node';
import { run as evaluate } from '@/nodes/evaluate/language-model/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { learnBpe } from '@/nodes/tokenize/learn-bpe/node';
import { run as runLearn } from '@/nodes/tokenize/learn-bpe/run';
import { trainLanguageModel } from '@/nodes/train/language-model/node';
import { run as train } from '@/nodes/train/language-model/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

/** Answers to each beginning that the models are scored by. */
const EACH = 8;
/** Settings were chosen by the scores of these, which are neither learned nor finally scored with: `npm run bench -- rlhf tuning`. */
const FOR_TUNING = [
  ...['I know', 'You will', 'We are', 'The sun', 'My king', 'His love', 'This day', 'Some say', 'Speak', 'Let him'],
  ...['Bring me', 'If we', 'For', 'Faith is', 'A thief', 'Nor'],
];
const unseen = (process.argv[2] === 'tuning' ? FOR_TUNING : OTHER_BEGINNINGS).flatMap((one) => Array(EACH).fill(one));

await startWasm();
const began = performance.now();
const lap = (what: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${what}`);
const context = () => testContext({ seed: 1337 });

const text = { items: [generateCorpus({ seed: 1, characters: CORPUS.characters })] };
const { tokenizer } = await runLearn({ text }, learnBpe.params.parse(CORPUS), context());
const data = await runEncode({ text, tokenizer }, encode.params.parse(CORPUS), context());
const codec = codecOf(tokenizer);
const network = networkOf([
  ['token-embedding', { width: CORPUS.width }],
  ['positions', { context: CORPUS.blockLength }],
  ['transformer-block', { repeat: CORPUS.layers, heads: 4 }],
  ['language-head', {}],
]);
const { model: start } = await train({ network, ...data }, trainLanguageModel.params.parse(START), context());
const plain = await perplexityOf(start);
const atStart = await scoresOf(start);
const before = meanAndDeviation(atStart);
lap(
  `the start is trained: perplexity ${plain.toFixed(2)}, score ${before.mean.toFixed(3)} ± ${before.deviation.toFixed(3)}`,
);

const prompts = { items: BEGINNINGS };
const ranked = rankByRule.params.parse({ ...TASTE, ...ANSWERING, pairs: PAIRS });
const { preferences } = await rank({ model: start, prompts }, ranked, context());
lap(`${preferences.pairs.length} pairs are ranked`);

const dpo = await runDpo({ model: start, preferences }, alignPreferences.params.parse(DPO), context());
const afterDpo = await scoresOf(dpo.model);
const wins = afterDpo.map((score, index) => (score > (atStart[index] ?? 0) ? 1 : score === atStart[index] ? 0.5 : 0));
const winRate = (100 * wins.reduce<number>((sum, win) => sum + win, 0)) / wins.length;
lap(
  `DPO: score ${meanAndDeviation(afterDpo).mean.toFixed(3)}, KL ${figureOf(dpo.metrics, 'KL to the start').toFixed(2)}, perplexity ${(await perplexityOf(dpo.model)).toFixed(2)}`,
);

const judged = await runReward({ model: start, preferences }, trainRewardModel.params.parse(REWARD), context());
lap(
  `a reward model agrees with ${figureOf(judged.metrics, 'Accuracy, put aside').toFixed(0)} % of the pairs put aside`,
);
const ppo = await runPpo(
  { model: start, prompts, reward: judged.reward, plain: data.training },
  alignPpo.params.parse({ ...PPO, ...ANSWERING }),
  context(),
);
const after = meanAndDeviation(await scoresOf(ppo.model));
const aligned = await perplexityOf(ppo.model);
lap(`PPO: score ${after.mean.toFixed(3)} ± ${after.deviation.toFixed(3)}, perplexity ${aligned.toFixed(2)}`);
for (const note of ppo.metrics.notes) console.log(note);
bar('rlhf.reward-gain-in-deviations', (after.mean - before.mean) / before.deviation, { atLeast: 2 });
bar('rlhf.kl-nats-an-answer', figureOf(ppo.metrics, 'KL to the start'), { atMost: 10 });
bar('rlhf.perplexity-worse-percent', 100 * (aligned / plain - 1), { atMost: 10 });
bar('rlhf.dpo-win-rate-percent', winRate, { atLeast: 80 });
bar('rlhf.minutes', (performance.now() - began) / 60_000, { atMost: 6 });
finish();

/** What the rule thinks of answers to beginnings that nothing was learned from. */
async function scoresOf(model: Model): Promise<number[]> {
  const params = rankByRule.params.parse({ ...TASTE, ...ANSWERING });
  const score = ruleOf(params);
  const concrete = concreteNetwork(model.network);
  const weights = uploadWeights(concrete, model.weights);
  try {
    const asked = promptsOf({ items: unseen }, codec, CORPUS.blockLength, params.answerTokens, context());
    const seeds = asked.map((_, index) => `bench/${index}`);
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
  for (const [type, params] of blocks) {
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
