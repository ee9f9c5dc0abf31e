import { beforeAll, expect, test } from 'vitest';
import type { Examples, Facts, Generator } from '@/graph';
import { memory } from '@/ml/tf';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as runGenerate } from '@/nodes/generate/examples/run';
import { seeAttention } from '@/nodes/see/attention/node';
import { run as runSee } from '@/nodes/see/attention/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runTrain } from '@/nodes/train/diffusion/run';
import { distil } from '@/nodes/train/distil/node';
import { run as runDistil } from '@/nodes/train/distil/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { generator as codec } from '@/workers/artifacts/kinds/generator';
import { testContext } from '../support';
import { said } from './wiring';

const given: Facts = { exampleShape: [4, 4, 1], captioned: true };
/** Grey images, each of one shade, which the caption names. */
const shades: Examples = {
  shape: [4, 4, 1],
  count: 2,
  data: Float32Array.from({ length: 32 }, (_, index) => (index < 16 ? 0.1 : 0.9)),
  captions: ['a dark one', 'a bright one'],
};

/** `looks` through cross-attention; where not, its blocks hear the caption as a whole; those of a `deaf` one are convolutions, which do not. */
function denoiser({ told = true, looks = true, deaf = false, facts = given } = {}): Facts {
  const input = said('network.example-input', { time: true, captions: told, words: 8, length: 4 }, { examples: facts });
  if (deaf) return said('network.example-output', { gives: 'example' }, { network: input, examples: facts });
  const patches = said('network.patchify', { patch: 2, width: 16 }, { network: input });
  const heard = looks ? said('network.cross-attention', { heads: 2 }, { network: patches }) : patches;
  const block = said('network.dit-block', { heads: 2, hidden: 2 }, { network: heard });
  return said('network.unpatchify', {}, { network: block, examples: facts });
}

function unet(): Facts {
  const input = said('network.example-input', { time: true, captions: true, words: 8, length: 4 }, { examples: given });
  return said('network.unet', { channels: 8, levels: 1 }, { network: input });
}

async function trained(params: object, facts = denoiser()): Promise<Generator> {
  const { network } = facts;
  if (!network) throw new Error('no network');
  const asked = trainDiffusion.params.parse({
    batchSize: 16,
    learningRate: 0.02,
    decaySteps: 60,
    evaluateEvery: 1_000,
    samples: 0,
    ...params,
  });
  return (await runTrain({ network, examples: shades }, asked, testContext())).model;
}

const make = async (model: Generator, params: object): Promise<Examples> => {
  const asked = generateExamples.params.parse({ steps: 6, ...params });
  return (await runGenerate({ model }, asked, testContext())).examples;
};

beforeAll(startWasm);

test.each([{ method: 'flow-matching' }, { method: 'diffusion' }])(
  'a model by $method makes what its caption says, and takes no other words',
  async (method) => {
    const before = memory().numTensors;
    const learned = await trained({ ...method, steps: 60 });
    const model = codec.decode(codec.encode(learned));
    expect(model.settings.captionWords).toEqual(['a', 'one', 'bright', 'dark']);
    const made = await make(model, { captions: 'a bright one\n\na DARK one', count: 6, guidance: 1.5 });
    expect(made.captions).toEqual(Array.from({ length: 6 }, (_, index) => ['a bright one', 'a DARK one'][index % 2]));
    for (let row = 0; row < 6; row++) {
      const shade = made.data.subarray(16 * row, 16 * row + 16).reduce((sum, value) => sum + value / 16, 0);
      expect(Math.abs(shade - (row % 2 === 0 ? 0.9 : 0.1))).toBeLessThan(0.3);
    }
    expect((await make(model, { captions: 'a dark one\na bright one', perClass: 2 })).captions).toHaveLength(4);
    expect(await make(model, { count: 2 })).not.toHaveProperty('captions');
    await expect(make(model, { captions: 'a pink one' })).rejects.toMatchObject({
      title: 'The model does not know “pink”.',
      detail: expect.stringContaining('a, bright, dark, one'),
    });
    await expect(make(model, { captions: 'a dark dark dark one' })).rejects.toMatchObject({
      code: 'generate.long-caption',
    });
    const looked = await runSee({ model, examples: shades }, seeAttention.params.parse({}), testContext());
    expect(looked.maps.shape).toEqual([2, 2, 1]);
    expect(memory().numTensors).toBe(before);
  },
);

test.each([
  ['DiT blocks', denoiser({ looks: false })],
  ['a U-Net', unet()],
])('%s hear the caption as a whole, without cross-attention', async (_name, facts) => {
  const model = await trained({ method: 'flow-matching', steps: 60 }, facts);
  const made = await make(model, { captions: 'a bright one\na dark one', perClass: 3, guidance: 1.5 });
  for (let row = 0; row < 6; row++) {
    const shade = made.data.subarray(16 * row, 16 * row + 16).reduce((sum, value) => sum + value / 16, 0);
    expect(Math.abs(shade - (row < 3 ? 0.9 : 0.1))).toBeLessThan(0.3);
  }
});

test.each(['consistency', 'progressive'])('a student by %s is told the caption as its teacher was', async (method) => {
  const model = await trained({ method: 'flow-matching', steps: 60 });
  const { captions: _, ...bare } = shades;
  const asked = distil.params.parse({
    method,
    pathSteps: 6,
    halvings: 1,
    stageSteps: 20,
    steps: 20,
    batchSize: 16,
    learningRate: 0.005,
    evaluateEvery: 1_000,
    samples: 2,
    guidance: 1.5,
  });
  const before = memory().numTensors;
  const refused = runDistil({ model, examples: bare }, asked, testContext());
  await expect(refused).rejects.toMatchObject({ code: 'train.no-captions' });
  const student = codec.decode(
    codec.encode((await runDistil({ model, examples: shades }, asked, testContext())).model),
  );
  expect(student.settings.captionWords).toEqual(['a', 'one', 'bright', 'dark']);
  const made = await make(student, { captions: 'a bright one\na dark one', perClass: 3, steps: 2 });
  for (let row = 0; row < 6; row++) {
    const shade = made.data.subarray(16 * row, 16 * row + 16).reduce((sum, value) => sum + value / 16, 0);
    expect(Math.abs(shade - (row < 3 ? 0.9 : 0.1))).toBeLessThan(0.3);
  }
  expect(memory().numTensors).toBe(before);
});

test('captions are refused while wires are drawn where there are none, or nothing looks at them', () => {
  expect(() => denoiser({ facts: { exampleShape: [4, 4, 1] } })).toThrow('These examples have no captions.');
  expect(() => denoiser({ told: false })).toThrow('the network is told none');
  const train = (network: Facts, examples: Facts = given) => said('train.diffusion', {}, { network, examples });
  expect(() => train(denoiser({ deaf: true }))).toThrow('none of its blocks looks at it');
  expect(() => train(denoiser(), { exampleShape: [4, 4, 1] })).toThrow('the examples have none');
  expect(train(denoiser({ looks: false })).generator?.family).toBe('diffusion');
  expect(train(denoiser()).generator?.family).toBe('diffusion');
  const row: Facts = { exampleShape: [4], captioned: true };
  const input = said('network.example-input', { captions: true }, { examples: row });
  expect(() => said('network.cross-attention', {}, { network: input })).toThrow('a row of numbers');
  expect(() => said('train.autoencoder', {}, { encoder: denoiser(), decoder: denoiser(), examples: given })).toThrow();
});
