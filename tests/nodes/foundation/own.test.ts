import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import type { Model, Operation } from '@/graph';
import { quantiseWeights } from '@/ml/compress/quantise';
import { writeSafetensors } from '@/ml/safetensors';
import { concreteNetwork } from '@/nodes/common/network';
import { run } from '@/nodes/source/foundation-model/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { tinyModel } from '../align/support';
import { fileOf, refusalOf, testContext } from '../support';

const codec = codecOf('model<tokens, tokens>');
const load = async (bytes: Uint8Array) => {
  const { file, files } = fileOf('model.safetensors', bytes);
  return (await run({}, { origin: 'files', files: file, hub: null }, testContext({ files }))).model;
};

test('what “Save as file” writes, “Load model” opens: the same model, with its training and its few bits', async () => {
  const model: Model = { ...(await tinyModel()), trainedSteps: 7, validationLoss: 2.5, pruned: ['x'] };
  expect(await load(codec.encode(model))).toEqual(model);
  const weights = quantiseWeights(concreteNetwork(model.network), model.weights, {
    bits: 4,
    groupSize: 8,
    embeddings: true,
  });
  const loaded = await load(codec.encode({ ...model, weights }));
  expect(loaded).toEqual({ ...model, weights });
  expect(Object.values(loaded.weights).some(({ quantised }) => quantised)).toBe(true);
});

test('a file that is damaged or made up is refused, and one of another kind is asked for its companions', async () => {
  const model = await tinyModel();
  const { operations } = model.network;
  const withOperations = (change: (all: readonly Operation[]) => readonly Operation[]): Model => ({
    ...model,
    network: { ...model.network, operations: change(operations) },
  });
  const made: readonly Model[] = [
    withOperations((all) => all.map((one, at) => (at === 2 ? { ...one, layer: 'constructor' } : one))),
    withOperations((all) => [...all].reverse()),
    withOperations((all) => all.slice(0, -1)),
    { ...model, blockLength: -1 },
    { ...model, tokenizer: {} },
    { ...model, weights: Object.fromEntries(Object.entries(model.weights).slice(1)) },
    { ...model, network: { ...model.network, vocabularySize: 3 } },
  ];
  for (const [at, one] of made.entries())
    expect
      .soft((await refusalOf(load(codec.encode(one)))).code, String(at))
      .toMatch(/^(foundation|tokenizer)\.malformed$/);
  const bytes = codec.encode(model);
  expect((await refusalOf(load(bytes.subarray(0, bytes.length - 8)))).code).toBe('foundation.malformed');
  expect((await refusalOf(load(writeSafetensors({ a: { shape: [1], data: new Float32Array(1) } })))).code).toBe(
    'foundation.one-file',
  );
});
