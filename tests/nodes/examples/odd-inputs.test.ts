import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Examples, Facts, Metrics } from '@/graph';
import { evaluateExamples } from '@/nodes/evaluate/examples/node';
import { run as compare } from '@/nodes/evaluate/examples/run';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runDiffusion } from '@/nodes/train/diffusion/run';
import { trainFlow } from '@/nodes/train/flow/node';
import { run as runFlow } from '@/nodes/train/flow/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runVae } from '@/nodes/train/vae/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { testContext } from '../support';
import { network, said } from './support';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});

const count = 24;
const facts: Facts = { exampleShape: [2], classes: ['only'] };
/** Examples of one class; numbers go from example to example. */
const of = (number: (at: number) => number): Examples => ({
  shape: [2],
  count,
  data: Float32Array.from({ length: 2 * count }, (_, at) => number(at)),
  labels: new Int32Array(count),
  classes: ['only'],
});
const changing = of((at) => Math.sin(at));
const halfConstant = of((at) => (at % 2 === 0 ? Math.sin(at) : 5));
const constant = of(() => 5);

const mlp = { width: 4, layers: 1 };
const settings = { steps: 3, batchSize: 4, evaluateEvery: 3, samples: 4, learningRate: 0.01 };
const vae = (examples: Examples, context = testContext()) =>
  runVae(
    {
      encoder: network(facts, {
        from: 'example',
        input: { classes: true },
        mlp,
        output: { gives: 'latent', latent: 2 },
      }),
      decoder: network(facts, { from: 'noise', input: { width: 2 }, mlp }),
      examples,
    },
    trainVae.params.parse(settings),
    context,
  );
const diffusion = (examples: Examples, context = testContext()) =>
  runDiffusion(
    { network: network(facts, { from: 'example', input: { time: true, classes: true }, mlp }), examples },
    trainDiffusion.params.parse(settings),
    context,
  );
const flow = (examples: Examples, context = testContext()) => {
  const begun = said('network.example-input', { classes: true }, { examples: facts });
  const coupled = said('network.coupling', { ...mlp, kind: 'affine' }, { network: begun });
  if (!coupled.network) throw new Error('no network');
  return runFlow({ network: coupled.network, examples }, trainFlow.params.parse(settings), context);
};
const finite = ({ values, curves }: Metrics): boolean =>
  values.every(({ value }) => Number.isFinite(value)) && curves.every(({ y }) => y.every(Number.isFinite));

describe.each([
  ['a VAE', vae],
  ['diffusion', diffusion],
  ['a flow', flow],
])('%s', (name, train) => {
  test('learns one class only, also where it is told it', async () => {
    const context = testContext();
    const { model, metrics } = await train(changing, context);
    expect(finite(metrics)).toBe(true);
    expect(context.logs).toEqual([]);
    expect(metrics.notes).toEqual([]);
    const params = generateExamples.params.parse({ count: 4, steps: 2, only: 0 });
    const { examples } = await runGenerate({ model }, params, testContext());
    expect(examples.data.every(Number.isFinite)).toBe(true);
  });

  test('says where there is nothing to learn, and has numbers all the same', async () => {
    for (const [examples, warning] of [
      [halfConstant, 'x2 is the same in every example: there is nothing to learn in it.'],
      [constant, 'All examples are the same: there is nothing to learn but that one.'],
    ] as const) {
      const context = testContext();
      const { metrics } = await train(examples, context);
      expect(context.logs).toEqual([warning]);
      expect(metrics.notes).toContain(warning);
      expect(finite(metrics)).toBe(true);
      // A density may be as high as it likes where a number never changes.
      if (name === 'a flow') expect(metrics.notes.join()).toContain('has no bound');
    }
  });
});

test('constant examples are compared without a number that is none', async () => {
  for (const [made, real] of [
    [constant, constant],
    [halfConstant, constant],
    [constant, halfConstant],
  ] as const) {
    const inputs = { made, real, training: real };
    const { metrics } = await compare(inputs, evaluateExamples.params.parse({}), testContext());
    expect(finite(metrics)).toBe(true);
  }
});
