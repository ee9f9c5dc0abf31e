import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { type Examples, extendNode, type Facts, type Network } from '@/graph';
import { memory } from '@/ml/tf';
import { catalogue } from '@/nodes';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { trainVqVae } from '@/nodes/train/vq-vae/node';
import { run as runTrain } from '@/nodes/train/vq-vae/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { testContext } from '../support';
import { network, said } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
});

// Images of 4 × 4: the left half is all black or all white, and the right half is the other way about.
const facts: Facts = { exampleShape: [4, 4, 1] };
const count = 200;
const halves: Examples = {
  shape: [4, 4, 1],
  count,
  data: Float32Array.from({ length: count * 16 }, (_, index) =>
    index % 4 < 2 === (Math.floor(index / 16) % 2 === 0) ? 1 : 0,
  ),
};

function ofImages(): { encoder: Network; decoder: Network } {
  const begun = said('network.example-input', {}, { examples: facts });
  const layer = { channels: 8, norm: 'none' };
  const halved = said('network.convolution', { ...layer, size: 'half' }, { network: begun });
  const encoded = said('network.vector-quantiser', { entries: 4, width: 3 }, { network: halved });
  const codes = said('network.code-input', {}, { encoder: encoded });
  const doubled = said('network.convolution', { ...layer, size: 'double' }, { network: codes });
  const decoded = said('network.example-output', {}, { network: doubled });
  if (!encoded.network || !decoded.network) throw new Error('no network');
  return { encoder: encoded.network, decoder: decoded.network };
}

const parse = (params: object) => trainVqVae.params.parse({ evaluateEvery: 200, samples: 4, ...params });
const value = (metrics: { values: readonly { name: string; value: number }[] }, wanted: string) =>
  metrics.values.find(({ name }) => name === wanted)?.value ?? Number.NaN;

test('images become codes and come back, and the prior learns which codes go together', async () => {
  const networks = ofImages();
  expect(networks.encoder.shape).toEqual(['B', 2, 2, 3]);
  const before = memory().numTensors;
  const context = testContext();
  const settings = { steps: 200, batchSize: 32, learningRate: 0.02, decaySteps: 200, priorWidth: 32, average: 0.95 };
  const { model, metrics } = await runTrain({ ...networks, examples: halves }, parse(settings), context);
  expect(value(metrics, 'Error of copies')).toBeLessThan(0.02);
  // At least a code for black and one for white; four places of them are one choice out of two, whatever else.
  expect(value(metrics, 'Entries in use')).toBeGreaterThan(1.9);
  expect(value(metrics, 'Bits of an example’s codes')).toBeLessThan(2);
  expect(Object.keys(model.networks)).toEqual(['encoder', 'decoder', 'prior']);
  const { examples } = await runGenerate({ model }, generateExamples.params.parse({ count: 40 }), testContext());
  expect(memory().numTensors).toBe(before);
  // What is made is one of the two images: the prior keeps the halves apart.
  let whole = 0;
  for (let image = 0; image < 40; image++) {
    const pixels = examples.data.subarray(image * 16, (image + 1) * 16);
    const half = (left: boolean) =>
      pixels.filter((_, at) => at % 4 < 2 === left).reduce((sum, one) => sum + one, 0) / 8;
    if (Math.abs(half(true) - half(false)) > 0.9) whole++;
  }
  expect(whole).toBeGreaterThan(35);
});

test('points have as many codes as are asked for, and training goes on where it ended', async () => {
  const points: Examples = { shape: [2], count: 50, data: Float32Array.from({ length: 100 }, (_, at) => Math.sin(at)) };
  const given: Facts = { exampleShape: [2] };
  const begun = said('network.example-input', {}, { examples: given });
  const middle = said('network.mlp', { width: 8, layers: 1 }, { network: begun });
  const encoded = said('network.vector-quantiser', { entries: 5, width: 3, codes: 2 }, { network: middle });
  const codes = said('network.code-input', {}, { encoder: encoded });
  const decoded = said('network.example-output', {}, { network: codes });
  if (!encoded.network || !decoded.network) throw new Error('no network');
  const inputs = { encoder: encoded.network, decoder: decoded.network, examples: points };
  const params = { batchSize: 8, evaluateEvery: 10, priorWidth: 8 };
  const whole = await runTrain(inputs, parse({ ...params, steps: 20 }), testContext());
  const context = testContext();
  await runTrain(inputs, parse({ ...params, steps: 10 }), context);
  const both = await runTrain(inputs, parse({ ...params, steps: 20 }), context);
  expect(both.model.weights).toEqual(whole.model.weights);
  expect(both.metrics.curves.map(({ name }) => name)).toContain('Entries in use');
});

test('networks that do not fit are refused, with what would', () => {
  const { encoder, decoder } = ofImages();
  const extend = (inputs: Record<string, Facts>) => {
    const contract = catalogue.get('train.vq-vae');
    if (!contract) throw new Error('there is no such node');
    const extended = extendNode(contract, inputs, contract.params.parse({}), { nodeId: 'vq' });
    return extended.ok ? extended.facts : { port: extended.port, ...extended.error };
  };
  const both = { encoder: { network: encoder }, decoder: { network: decoder }, examples: facts };
  expect(extend(both)).toMatchObject({ model: { exampleShape: [4, 4, 1] } });
  const latent = network(facts, { from: 'example', output: { gives: 'latent', latent: 2 } });
  expect(extend({ ...both, encoder: { network: latent } })).toMatchObject({
    port: 'encoder',
    code: 'train.other-output',
    fix: expect.stringContaining('Vector quantiser'),
  });
  const noise = network(facts, { from: 'noise', input: { width: 3 } });
  expect(extend({ ...both, decoder: { network: noise } })).toMatchObject({
    port: 'decoder',
    code: 'train.other-codes',
  });
});
