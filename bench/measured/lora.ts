/** Validation loss on the domain, trained parameters and peak memory of LoRA, each over that of full fine-tuning. */
import { readFileSync } from 'node:fs';
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
import { countMemory } from '../support/step-counts';

const [BASE_STEPS = 1_500, DOMAIN_STEPS = 1_500] = process.argv.slice(2).map(Number).filter(Number.isInteger);
const [BLOCK, BATCH, RANK] = [64, 4, 8];
const MEGABYTE = 2 ** 20;

const shakespeare = readFileSync('../shared/data/text/tinyshakespeare.txt', 'utf8').slice(0, 500_000);
/** In the letters that the base knows, as a model's tokens are all known before it is fine-tuned: numbers and signs in words. */
const WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].entries()),
  ...{ '%': ' percent', '*': ' times ', '+': ' plus ', '/': ' over ', '=': ' is ', $: 'dollars ', '"': "'" },
};
const known = new Set(shakespeare);
const problems = readFileSync('../shared/data/benchmarks/gsm8k-test-200.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): string => {
    const { question, answer } = JSON.parse(line);
    const text = `${question}\n${answer.replaceAll(/<<.*?>>/g, '')}\n\n`.replaceAll(
      /[0-9%*+/=$"]/g,
      (sign) => WORDS[sign] ?? '',
    );
    return [...text].filter((character) => known.has(character)).join('');
  });
const characters = [...known].sort();
const ids = new Map(characters.map((character, id) => [character, id]));
const blocksOf = (text: string): TokenBlocks => ({
  ids: Int32Array.from(Array.from(text, (character) => ids.get(character) ?? 0)),
  blockLength: BLOCK,
});
const old = blocksOf(shakespeare);
const [fresh, unseen] = [blocksOf(problems.slice(0, 170).join('')), blocksOf(problems.slice(170).join(''))];

await startWasm();
const counter = countMemory();
const network = gpt({ vocabulary: characters.length, width: 192, layers: 4, heads: 6, context: BLOCK });
const base = await learn('base', network, initialiseWeights(network, 1), {}, old, BASE_STEPS, 2e-3);
console.log(`the base on the domain: ${(await lossOn(network, base.weights)).toFixed(4)} nats`);

const full = await learn('full fine-tuning', network, base.weights, {}, fresh, DOMAIN_STEPS, 1e-3);
const targets = ['query', 'key', 'value', 'output', 'up'] as const;
const adapted = withAdapters(network, { rank: RANK, alpha: 2 * RANK, targets });
const first = firstAdapters(adapted, 1);
const lora = await learn('LoRA', adapted, first, base.weights, fresh, DOMAIN_STEPS, 5e-3);

const [fullLoss, loraLoss] = [
  await lossOn(network, full.weights),
  await lossOn(adapted, { ...base.weights, ...lora.weights }),
];
const trained = countParameters(adapted) - countParameters(network);
console.log(`full fine-tuning ${fullLoss.toFixed(4)} nats, LoRA ${loraLoss.toFixed(4)} nats on unseen problems`);
bar('lora.validation-loss-ratio', loraLoss / fullLoss, { atMost: 1.03 }, 3);
bar('lora.trained-share', trained / countParameters(network), { atMost: 0.05 }, 3);
bar('lora.peak-memory-ratio', lora.peak / full.peak, { atMost: 0.6 }, 3);
finish();

/** Trains, and tells the most memory in use in one step, from what the heap is asked for and gets back. */
async function learn(
  name: string,
  one: Network,
  weights: Weights,
  frozen: Weights,
  training: TokenBlocks,
  steps: number,
  learningRate: number,
): Promise<{ weights: Weights; peak: number }> {
  const began = performance.now();
  const options = {
    network: one,
    data: { training },
    objective: languageModel,
    frozen,
    optimiser: { kind: 'adamw', weightDecay: 0 } as const,
    schedule: {
      kind: 'cosine',
      learningRate,
      minimumLearningRate: learningRate / 10,
      warmupSteps: 20,
      decaySteps: steps,
    } as const,
    batchSize: BATCH,
    clip: 1,
    evaluateBatches: 1,
    readEvery: 5,
    seed: 1,
  };
  let peak = 0;
  const hooks = {
    onEvaluate: () => void counter.take(),
    onStep: () => {
      peak = Math.max(peak, counter.take().peak);
    },
  };
  const { state } = await trainNetwork({
    ...options,
    initial: initialState(weights),
    steps,
    evaluateEvery: steps,
    hooks,
  });
  const seconds = (performance.now() - began) / 1000;
  console.log(`${name}: ${steps} steps in ${seconds.toFixed(0)} s, at most ${(peak / MEGABYTE).toFixed(1)} MB in use`);
  return { weights: state.weights, peak };
}

async function lossOn(one: Network, weights: Weights): Promise<number> {
  const tensors = uploadWeights(one, weights);
  try {
    return (await evaluateNetwork({ network: one, weights: tensors, data: unseen, batchSize: 16 })).loss;
  } finally {
    disposeAll(tensors);
  }
}
