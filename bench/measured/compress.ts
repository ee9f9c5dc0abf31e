/** Perplexity on unseen text and stored bytes of a GPT in 8 and 4 bits, each over those of float32. */
import { readFileSync } from 'node:fs';
import type { Model } from '@/graph';
import { storedBytes } from '@/ml/compress/measure';
import { quantiseWeights } from '@/ml/compress/quantise';
import { evaluateNetwork } from '@/ml/evaluate';
import type { Weights } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { learnCharacters } from '@/ml/tokenizers/learn/characters';
import type { TokenBlocks } from '@/ml/tokens';
import { trainNetwork } from '@/ml/train';
import { initialState } from '@/ml/training/state';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { codecOf } from '@/nodes/common/codec';
import { gpt } from '@/tests/ml/helpers/networks';
import { model as stored } from '@/workers/artifacts/kinds/model';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const [STEPS = 600] = process.argv.slice(2).map(Number).filter(Number.isInteger);
const [BLOCK, BATCH] = [64, 4];

const text = readFileSync('../shared/data/text/tinyshakespeare.txt', 'utf8');
const tokenizer = await learnCharacters([text], { maximumVocabulary: 100, unknown: 'left-out' });
const codec = codecOf(tokenizer);
const blocksOf = (part: string): TokenBlocks => ({ ids: codec.encode(part), blockLength: BLOCK });
const [training, unseen] = [blocksOf(text.slice(0, 600_000)), blocksOf(text.slice(-20_000))];

await startWasm();
const network = gpt({ vocabulary: codec.vocabularySize, width: 192, layers: 3, heads: 6, context: BLOCK });
const began = performance.now();
const { state } = await trainNetwork({
  network,
  data: { training },
  objective: languageModel,
  optimiser: { kind: 'adamw', weightDecay: 0.1 },
  schedule: { kind: 'cosine', learningRate: 2e-3, minimumLearningRate: 2e-4, warmupSteps: 50, decaySteps: STEPS },
  batchSize: BATCH,
  clip: 1,
  initial: initialState(initialiseWeights(network, 1)),
  steps: STEPS,
  evaluateEvery: STEPS,
  evaluateBatches: 1,
  readEvery: 20,
  seed: 1,
});
console.log(`${STEPS} steps in ${((performance.now() - began) / 1000).toFixed(0)} s`);

const full = await measure('float32', state.weights);
for (const [name, bits, groupSize, worse, size] of [
  ['int8-channel', 8, 0, 1.005, 0.27],
  ['int8-group', 8, 64, 1.005, 0.27],
  ['int4-group', 4, 64, 1.05, 0.17],
] as const) {
  const weights = quantiseWeights(network, state.weights, { bits, groupSize, embeddings: true });
  const { perplexity, bytes } = await measure(name, weights);
  bar(`compress.${name}.perplexity-ratio`, perplexity / full.perplexity, { atMost: worse }, 4);
  bar(`compress.${name}.size-ratio`, bytes / full.bytes, { atMost: size }, 4);
}
finish();

/** Of the model as it comes back from where it is stored: perplexity on unseen text, and the bytes of the whole file, with its network and tokenizer. */
async function measure(name: string, weights: Weights): Promise<{ perplexity: number; bytes: number }> {
  const operations = network.operations.map((operation) => ({ ...operation, flops: 0 }));
  // As it lies in a file.
  const shape = ['B', 'T', codec.vocabularySize];
  const whole: Model['network'] = JSON.parse(JSON.stringify({ ...network, operations, shape }));
  const model: Model = {
    network: whole,
    weights,
    tokenizer,
    blockLength: BLOCK,
    trainedSteps: STEPS,
    validationLoss: null,
  };
  const file = stored.encode(model);
  const read = stored.decode(file);
  const tensors = uploadWeights(network, read.weights);
  try {
    const { perplexity } = await evaluateNetwork({ network, weights: tensors, data: unseen, batchSize: 32 });
    const kilobytes = (file.length / 1000).toFixed(0);
    console.log(
      `${name}: perplexity ${perplexity.toFixed(4)}, ${kilobytes} kB, of which weights ${(storedBytes(read.weights) / 1000).toFixed(0)} kB`,
    );
    return { perplexity, bytes: file.length };
  } finally {
    disposeAll(tensors);
  }
}
