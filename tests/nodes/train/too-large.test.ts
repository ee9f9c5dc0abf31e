import { describe, expect, test } from 'vitest';
import type { Examples, Facts, Generator } from '@/graph';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { latentWalk } from '@/nodes/generate/latent-walk/node';
import { run as runWalk } from '@/nodes/generate/latent-walk/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runDiffusion } from '@/nodes/train/diffusion/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runVae } from '@/nodes/train/vae/run';
import { network, said } from '../examples/support';
import { refusalOf, type TestContext, testContext } from '../support';

const side = 256;
const large: Examples = { shape: [side, side, 3], count: 2, data: new Float32Array(2 * side * side * 3) };
const facts: Facts = { exampleShape: large.shape };
const on = (name: string): TestContext => ({ ...testContext(), backend: { name, threads: 1 } });

describe('what cannot be trained on the device is refused with the memory that it would take', () => {
  test('an image and a latent code that are too large', async () => {
    const mlp = { layers: 1 };
    const networks = (latent: number, width: number) => ({
      encoder: network(facts, { from: 'example', mlp: { ...mlp, width }, output: { gives: 'latent', latent } }),
      decoder: network(facts, { from: 'noise', input: { width: latent }, mlp: { ...mlp, width } }),
    });
    const refused = (latent: number, width: number, device: string) =>
      refusalOf(() =>
        runVae({ ...networks(latent, width), examples: large }, trainVae.params.parse({ batchSize: 32 }), on(device)),
      );
    expect(await refused(8, 1_024, 'webgpu')).toMatchObject({
      code: 'train.too-large',
      title: 'This training would take at least 6.5 GB of memory, and a browser has no more than 6.4 GB for it.',
      detail: expect.stringMatching(/^6\.\d GB for 40\d,\d{3},\d{3} parameters/),
      fix: 'Use smaller images, a shorter latent code, a smaller width or fewer layers.',
    });
    // What WebAssembly can address is less.
    expect(await refused(8, 700, 'wasm')).toMatchObject({
      title: 'This training would take at least 4.4 GB of memory, and WebAssembly has no more than 4.3 GB for it.',
    });
    expect((await refused(4_096, 1_000, 'webgpu')).code).toBe('train.too-large');
  });

  test('a batch that is too large, with one that would fit', async () => {
    const begun = said('network.example-input', { time: true }, { examples: facts });
    const unet = said('network.unet', { channels: 64, levels: 2 }, { network: begun }).network;
    if (!unet) throw new Error('no network');
    const params = trainDiffusion.params.parse({ batchSize: 128 });
    const refused = await refusalOf(() => runDiffusion({ network: unet, examples: large }, params, on('wasm')));
    expect(refused.code).toBe('train.too-large');
    const fits = Number(/at most (\d+)/.exec(refused.fix ?? '')?.[1]);
    expect(fits).toBeGreaterThan(2);
    expect(fits).toBeLessThan(64);
    expect(refused.detail).toContain('for the 128 examples of a batch');
  });
});

test('more examples than fit into memory are not made', async () => {
  const model: Generator = {
    family: 'vae',
    settings: {},
    networks: {},
    weights: {},
    shape: large.shape,
    classes: [],
    scaling: { mean: [0], deviation: [1] },
    trainedSteps: 0,
  };
  const refused = await refusalOf(() =>
    runGenerate({ model }, generateExamples.params.parse({ count: 50_000 }), testContext()),
  );
  expect(refused).toMatchObject({
    code: 'generate.too-many',
    title: '50,000 examples of 196,608 numbers each would take 39 GB of memory.',
    fix: 'Ask for at most 1,017.',
  });
  const walk = latentWalk.params.parse({ walks: 64, steps: 200 });
  expect((await refusalOf(() => runWalk({ model }, walk, testContext()))).code).toBe('generate.too-many');
});
