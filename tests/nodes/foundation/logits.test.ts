import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import type { Model } from '@/graph';
import { forward } from '@/ml/forward';
import { publish } from '@/ml/foundation/publish';
import { createKeyValueCache } from '@/ml/layers/key-value-cache';
import { writeSafetensors } from '@/ml/safetensors';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { loadModel } from '@/nodes/common/foundation/load';
import { bytesSource } from '@/nodes/common/foundation/sources';
import { concreteNetwork } from '@/nodes/common/network';
import { expectedOf, PUBLISHED, publishedFiles, quietly } from './published';

const logitsOf = ({ network, weights }: Model, ids: number[][]): Float32Array => {
  const concrete = concreteNetwork(network);
  const uploaded = uploadWeights(concrete, weights);
  const logits = forward(concrete, uploaded, ids);
  const numbers = Float32Array.from(logits.dataSync());
  logits.dispose();
  disposeAll(uploaded);
  return numbers;
};

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, one, index) => Math.max(most, Math.abs(one - (b[index] ?? Number.NaN))), 0);

test.each(PUBLISHED)('the logits of %s are those of the reference implementation', async (name) => {
  const model = await loadModel(await publishedFiles(name), quietly());
  const { ids, logits } = await expectedOf(name);
  const ours = logitsOf(model, ids);
  expect(ours.length).toBe(logits.length);
  expect(furthest(ours, logits)).toBeLessThan(1e-4);
});

test.each([
  ['llama3', { ropeScaling: null }],
  ['llama-linear', { ropeScaling: null }],
  ['llama-dynamic', { ropeScaling: null }],
  ['llama-yarn', { ropeScaling: null }],
  ['gpt2', { activation: 'relu' }],
  ['qwen3', { epsilon: 0.1 }],
])('the fixture of %s would tell if %o', async (name, changed) => {
  const model = await loadModel(await publishedFiles(name), quietly());
  const operations = model.network.operations.map((operation) =>
    operation.layer === 'transformer-block' ? { ...operation, params: { ...operation.params, ...changed } } : operation,
  );
  const { ids, logits } = await expectedOf(name);
  const ours = logitsOf({ ...model, network: { ...model.network, operations } }, ids);
  expect(furthest(ours, logits)).toBeGreaterThan(1e-2);
});

test.each(PUBLISHED)('what is exported of %s is the same model when it is loaded again', async (name) => {
  const model = await loadModel(await publishedFiles(name), quietly());
  const { config, tensors } = publish(concreteNetwork(model.network), model.weights, { context: model.blockLength });
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const again = await loadModel(
    [
      bytesSource('config.json', json(config)),
      bytesSource('tokenizer.json', json(model.tokenizer)),
      bytesSource('model.safetensors', writeSafetensors(tensors, { format: 'pt' })),
    ],
    quietly(),
  );
  expect(again.network).toEqual(model.network);
  expect(again).toEqual(model);
});

test('a token at a time, with keys and values kept, a model gives what it gives at once', async () => {
  const model = await loadModel(await publishedFiles('qwen3'), quietly());
  const { ids, logits } = await expectedOf('qwen3');
  const network = concreteNetwork(model.network);
  const weights = uploadWeights(network, model.weights);
  const cache = createKeyValueCache();
  const [row = []] = ids;
  const made = row.flatMap((id, offset) => {
    const step = forward(network, weights, [[id]], { cache, offset });
    const numbers = [...step.dataSync()];
    step.dispose();
    return numbers;
  });
  cache.dispose();
  disposeAll(weights);
  expect(furthest(made, logits.slice(0, made.length))).toBeLessThan(1e-4);
});
