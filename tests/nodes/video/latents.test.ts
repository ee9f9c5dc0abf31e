import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Examples, Facts, Generator } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { drawClips } from '@/ml/data/clips';
import { memory } from '@/ml/tf';
import { run as runDecode } from '@/nodes/generate/decode-latents/run';
import { generateFromExamples } from '@/nodes/generate/from-examples/node';
import { run as runFrom } from '@/nodes/generate/from-examples/run';
import { run as runEncode } from '@/nodes/prepare/encode-latents/run';
import { run as runFrames } from '@/nodes/prepare/frames/run';
import { trainAutoencoder } from '@/nodes/train/autoencoder/node';
import { run as runAutoencoder } from '@/nodes/train/autoencoder/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runDiffusion } from '@/nodes/train/diffusion/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { expectClose } from '../../ml/helpers/tensors';
import { said } from '../examples/wiring';
import { refusalOf, testContext } from '../support';

const [FRAMES, SIDE] = [4, 8];
const clipFacts: Facts = { exampleShape: [FRAMES, SIDE, SIDE, 3], captioned: true };
const networkOf = ({ network }: Facts) => {
  if (!network) throw new Error('no network');
  return network;
};

const frameFacts = said('prepare.frames', {}, { examples: clipFacts });
const begun = said('network.example-input', {}, { examples: frameFacts });
const encoder = said(
  'network.example-output',
  { gives: 'latent', latent: 4, grid: true },
  { network: said('network.image-encoder', { channels: 16, halvings: 1, grid: true }, { network: begun }) },
);
const decoder = said(
  'network.image-decoder',
  { channels: 16, doublings: 1 },
  { network: said('network.noise-input', { width: 4, grid: SIDE / 2 }, {}), examples: frameFacts },
);
const modelFacts = said('train.autoencoder', {}, { encoder, decoder, examples: frameFacts });
const codeFacts = said('prepare.encode-latents', {}, { model: modelFacts, examples: clipFacts });

let clips: Examples;
let frames: Examples;
let model: Generator;
let codes: Examples;

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
  const { shape, pixels, captions } = await drawClips({ count: 60, seed: 1, frames: FRAMES, side: SIDE });
  clips = { shape, count: 60, captions, data: Float32Array.from(pixels, (byte) => byte / 255) };
  ({ examples: frames } = await runFrames({ examples: clips }, { each: 4 }, testContext()));
  const quick = { steps: 120, batchSize: 16, learningRate: 0.004, average: 0.9, samples: 1, evaluateEvery: 120 };
  const networks = { encoder: networkOf(encoder), decoder: networkOf(decoder) };
  const params = trainAutoencoder.params.parse(quick);
  ({ model } = await runAutoencoder({ ...networks, examples: frames }, params, testContext()));
  ({ codes } = await runEncode({ model, examples: clips }, {}, testContext()));
});

describe('clips in a latent space of their frames', () => {
  test('have the shape that is known while wiring, and keep what is said of them', () => {
    expect(codeFacts).toMatchObject({ exampleShape: [FRAMES, 4, 4, 4], captioned: true });
    expect(codes).toMatchObject({ shape: [FRAMES, 4, 4, 4], count: 60, captions: clips.captions });
    expect(said('generate.decode-latents', {}, { model: modelFacts, codes: codeFacts })).toMatchObject(clipFacts);
  });

  test('are the codes of each frame, put together', async () => {
    const { codes: single } = await runEncode({ model, examples: frames }, {}, testContext());
    // All four frames of each clip were taken, in their order.
    expect(single).toMatchObject({ shape: [4, 4, 4], count: 240 });
    expectClose(codes.data, single.data, 1e-5);
  });

  test('become clips again that are near to those they were', async () => {
    const before = memory().numTensors;
    const { examples } = await runDecode({ model, codes }, {}, testContext());
    expect(memory().numTensors).toBe(before);
    expect(examples).toMatchObject({ shape: clips.shape, count: 60, captions: clips.captions });
    const mean = clips.data.reduce((sum, value) => sum + value, 0) / clips.data.length;
    const sums = clips.data.reduce(
      ({ missed, spread }, value, at) => ({
        missed: missed + ((examples.data[at] ?? 0) - value) ** 2,
        spread: spread + (value - mean) ** 2,
      }),
      { missed: 0, spread: 0 },
    );
    expect(sums.missed / sums.spread).toBeLessThan(0.2);
  });

  test('of other sizes, and pictures where there are to be clips, are refused', async () => {
    const other: Facts = { exampleShape: [FRAMES, 16, 16, 3] };
    expect(() => said('prepare.encode-latents', {}, { model: modelFacts, examples: other })).toThrow('[16, 16, 3]');
    const deep: Facts = { exampleShape: [2, FRAMES, SIDE, SIDE, 3] };
    expect(() => said('prepare.encode-latents', {}, { model: modelFacts, examples: deep })).toThrow('knows examples');
    const large: Examples = { shape: [2, 16, 16, 3], count: 1, data: new Float32Array(2 * 768) };
    expect((await refusalOf(async () => runEncode({ model, examples: large }, {}, testContext()))).code).toBe(
      'model.other-shape',
    );
    expect((await refusalOf(async () => runFrames({ examples: frames }, { each: 1 }, testContext()))).code).toBe(
      'clips.no-clips',
    );
  });

  test('a denoiser in space and time learns from them, told captions and first frames, and lets one go on', async () => {
    const input = said('network.example-input', { time: true, captions: true }, { examples: codeFacts });
    const cut = said('network.tubelets', { span: 1, patch: 2, width: 16 }, { network: input });
    const block = said('network.space-time-block', { heads: 2 }, { network: cut });
    const network = networkOf(said('network.unpatchify', {}, { network: block, examples: codeFacts }));
    const params = trainDiffusion.params.parse({ steps: 2, batchSize: 8, samples: 1, evaluateEvery: 2, given: 0.5 });
    const before = memory().numTensors;
    const { model: denoiser } = await runDiffusion({ network, examples: codes }, params, testContext());
    const going = generateFromExamples.params.parse({ what: 'after', frames: 1, count: 2, versions: 1, steps: 3 });
    const { examples } = await runFrom({ model: denoiser, examples: codes }, going, testContext());
    expect(memory().numTensors).toBe(before);
    const size = 4 * 4 * 4;
    for (const clip of [0, 1]) {
      const from = clip * FRAMES * size;
      // The first frame is as it was, and those after it are new.
      expectClose(examples.data.subarray(from, from + size), codes.data.subarray(from, from + size), 1e-4);
      expect(examples.data.subarray(from + size)).not.toEqual(codes.data.subarray(from + size));
    }
    const all = generateFromExamples.params.parse({ what: 'after', frames: FRAMES });
    expect((await refusalOf(async () => runFrom({ model: denoiser, examples: codes }, all, testContext()))).code).toBe(
      'generate.all-frames',
    );
  });
});

test('so many frames of each clip are taken evenly, and clips begin at others', async () => {
  const numbered: Examples = {
    shape: [8, 1, 1, 1],
    count: 40,
    data: Float32Array.from({ length: 320 }, (_, at) => at % 8),
  };
  const { examples } = await runFrames({ examples: numbered }, { each: 2 }, testContext());
  expect(examples).toMatchObject({ shape: [1, 1, 1], count: 80 });
  const counts = Array.from({ length: 8 }, (_, frame) => examples.data.filter((value) => value === frame).length);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(8);
  const pairs = takeArrays(examples, [0, 1]).data;
  expect((pairs[1] ?? 0) - (pairs[0] ?? 0)).toBe(4);
});
