/** Validation loss on the domain, trained parameters and peak memory of LoRA, each over that of full fine-tuning. */
import { firstAdapters, withAdapters } from '@/ml/adapters/adapted';
import { evaluateNetwork } from '@/ml/evaluate';
import { countParameters, type Network, type Weights } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import type { TokenBlocks } from '@/ml/tokens';
import { trainNetwork } from '@/ml/train';
import { initialState } from '@/ml/training/state';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt } from '@/tests/ml/helpers/networks';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';
import { CHARACTERS, idsOf, plainEnglish, wordProblems } from '../support/plain-english';
import { countMemory } from '../support/step-counts';

const [BASE_STEPS = 3_000, DOMAIN_STEPS = 400] = process.argv.slice(2).map(Number).filter(Number.isInteger);
const [BLOCK, BASE_BATCH, BATCH, RANK, LOOK] = [64, 8, 3, 8, 50];
const MEGABYTE = 2 ** 20;
/** Each way has its own: adapters want about ten times the rate of whole models (Schulman et al. 2025, “LoRA Without Regret”). */
const RATES = { full: [5e-4, 1e-3, 2e-3], lora: [3e-3, 6e-3, 1.2e-2] };

const blocksOf = (text: string): TokenBlocks => ({ ids: idsOf(text), blockLength: BLOCK });
const problems = wordProblems();
const part = (from: number, to?: number) => blocksOf(problems.slice(from, to).join(''));
const [fresh, setAside, unseen] = [part(0, 30), part(110, 140), part(140)];

await startWasm();
const counter = countMemory();
const network = gpt({
  vocabulary: CHARACTERS.length,
  width: 288,
  layers: 2,
  heads: 4,
  context: BLOCK,
  positions: 'rope',
});
const began = performance.now();
const { weights: base } = await learn(network, initialiseWeights(network, 1), {}, blocksOf(plainEnglish()), {
  steps: BASE_STEPS,
  batchSize: BASE_BATCH,
  learningRate: 2e-3,
  look: BASE_STEPS,
});
console.log(`the base: ${BASE_STEPS} steps in ${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`the base on unseen problems: ${(await lossOn(network, base, unseen)).toFixed(4)} nats`);

const targets = ['query', 'key', 'value', 'output', 'up', 'down'] as const;
const adapted = withAdapters(network, { rank: RANK, alpha: 2 * RANK, targets });
const full = await bestOf('full fine-tuning', network, base, {}, RATES.full);
const lora = await bestOf('LoRA', adapted, firstAdapters(adapted, 1), base, RATES.lora);

const trained = countParameters(adapted) - countParameters(network);
bar('lora.validation-loss-ratio', lora.loss / full.loss, { atMost: 1.03 }, 3);
bar('lora.trained-share', trained / countParameters(network), { atMost: 0.05 }, 3);
bar('lora.peak-memory-ratio', lora.peak / full.peak, { atMost: 0.6 }, 3);
finish();

/** One way with each rate: the loss on unseen problems of the rate and step that are best on those set aside. */
async function bestOf(
  name: string,
  one: Network,
  first: Weights,
  frozen: Weights,
  rates: readonly number[],
): Promise<{ loss: number; peak: number }> {
  let [chosen, peak, least] = [first, 0, Number.POSITIVE_INFINITY];
  for (const learningRate of rates) {
    const start = performance.now();
    const settings = { steps: DOMAIN_STEPS, batchSize: BATCH, learningRate, look: LOOK };
    const told = await learn(one, first, frozen, fresh, settings, (weights) =>
      lossOn(one, { ...frozen, ...weights }, setAside),
    );
    peak = Math.max(peak, told.peak);
    if (told.loss < least) [chosen, least] = [told.weights, told.loss];
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const curve = told.losses.map((loss) => loss.toFixed(3)).join(' ');
    console.log(`${name}, rate ${learningRate}: ${seconds} s, loss on problems set aside ${curve}`);
  }
  const loss = await lossOn(one, { ...frozen, ...chosen }, unseen);
  const most = (peak / MEGABYTE).toFixed(1);
  console.log(`${name}: ${loss.toFixed(4)} nats on unseen problems, at most ${most} MB in use in a step`);
  return { loss, peak };
}

interface Learning {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Steps between two looks. */
  readonly look: number;
}

/** Trains, and gives the weights of the best look and the most memory in use in one step, from what the heap is asked for and gets back. */
async function learn(
  one: Network,
  first: Weights,
  frozen: Weights,
  training: TokenBlocks,
  { steps, batchSize, learningRate, look }: Learning,
  judge: (weights: Weights) => Promise<number> = async () => 0,
): Promise<{ weights: Weights; loss: number; losses: readonly number[]; peak: number }> {
  let [weights, loss, peak] = [first, Number.POSITIVE_INFINITY, 0];
  const losses: number[] = [];
  await trainNetwork({
    network: one,
    initial: initialState(first),
    frozen,
    data: { training },
    objective: languageModel,
    optimiser: { kind: 'adamw', weightDecay: 0, beta2: 0.99 },
    schedule: {
      kind: 'cosine',
      learningRate,
      minimumLearningRate: learningRate / 10,
      warmupSteps: 20,
      decaySteps: steps,
    },
    batchSize,
    steps,
    evaluateEvery: look,
    evaluateBatches: 1,
    clip: 1,
    readEvery: 5,
    seed: 1,
    hooks: {
      onStep: () => {
        peak = Math.max(peak, counter.take().peak);
      },
      checkpoint: async (state) => {
        const now = await judge(state.weights);
        losses.push(now);
        if (now <= loss) [weights, loss] = [state.weights, now];
        counter.take();
      },
    },
  });
  return { weights, loss, losses, peak };
}

async function lossOn(one: Network, weights: Weights, on: TokenBlocks): Promise<number> {
  const tensors = uploadWeights(one, weights);
  try {
    return (await evaluateNetwork({ network: one, weights: tensors, data: on, batchSize: 16 })).loss;
  } finally {
    disposeAll(tensors);
  }
}
