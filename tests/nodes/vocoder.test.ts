import { beforeAll, expect, test } from 'vitest';
import type { Sounds } from '@/graph';
import { soundTensor, spectrumTensors } from '@/ml/audio/differentiable-stft';
import { inverseStft, stft } from '@/ml/audio/stft';
import { createConstants } from '@/ml/layers/constants';
import * as tf from '@/ml/tf';
import { generateSounds } from '@/nodes/generate/sounds/node';
import { run as play } from '@/nodes/generate/sounds/run';
import { prepareSpectrograms } from '@/nodes/prepare/spectrograms/node';
import { run as draw } from '@/nodes/prepare/spectrograms/run';
import { trainVocoder } from '@/nodes/train/vocoder/node';
import { run as train } from '@/nodes/train/vocoder/run';
import reference from '@/tests/fixtures/audio/istft.json';
import { farthest } from '@/tests/fixtures/audio/sound';
import { vocoder as stored } from '@/workers/artifacts/kinds/vocoder';
import { refusalOf, testContext } from './support';

beforeAll(async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
});

const [FFT, HOP, FRAMES] = [64, 20, 9];
const BINS = FFT / 2 + 1;
const options = { fftSize: FFT, hop: HOP };
const SAMPLES = HOP * (FRAMES - 1);

test('the transform through which a vocoder learns is that of scipy and our own, and so is its inverse of a spectrum that belongs to no sound', () => {
  const before = tf.memory().numTensors;
  const constants = createConstants();
  const wave = Float64Array.from({ length: SAMPLES }, (_, n) => Math.sin(0.21 * n) + 0.3 * Math.cos(1.7 * n));
  const own = stft(wave, options);
  expect(farthest(own.real, reference.real)).toBeLessThan(1e-8);
  expect(farthest(own.imaginary, reference.imaginary)).toBeLessThan(1e-8);
  const fill = (value: (frame: number, bin: number) => number) =>
    Float64Array.from({ length: FRAMES * BINS }, (_, at) => value(Math.floor(at / BINS), at % BINS));
  const real = fill((frame, bin) => Math.sin(0.7 * frame + 0.31 * bin) * Math.exp(-bin / 12));
  const imaginary = fill((frame, bin) =>
    bin === 0 || bin === BINS - 1 ? 0 : Math.cos(0.4 * frame - 0.53 * bin) * Math.exp(-bin / 12),
  );
  const back = inverseStft({ frames: FRAMES, bins: BINS, real, imaginary }, options, SAMPLES);
  expect(farthest(back, [reference.sound])).toBeLessThan(1e-8);
  tf.tidy(() => {
    const made = spectrumTensors(tf.tensor([[...wave], [...wave].reverse()]), options, constants);
    expect(made.real.shape).toEqual([2, FRAMES, BINS]);
    expect(farthest(made.real.dataSync(), reference.real)).toBeLessThan(1e-4);
    expect(farthest(made.imaginary.dataSync(), reference.imaginary)).toBeLessThan(1e-4);
    const spectrum = {
      real: tf.tensor(Float32Array.from(real), [1, FRAMES, BINS]),
      imaginary: tf.tensor(Float32Array.from(imaginary), [1, FRAMES, BINS]),
    };
    expect(farthest(soundTensor(spectrum, options, constants).dataSync(), [reference.sound])).toBeLessThan(1e-5);
  });
  // Windows that do not overlap: both fade out between them.
  const [apart, long] = [{ fftSize: FFT, hop: FFT }, FFT * (FRAMES - 1)];
  const separate = inverseStft({ frames: FRAMES, bins: BINS, real, imaginary }, apart, long);
  // A window of √0.01 divided by 0.01 at most, of what each frame can hold.
  const sizes = real.map((value, at) => Math.hypot(value, imaginary[at] ?? 0));
  const frame = (at: number) => sizes.subarray(at * BINS, (at + 1) * BINS).reduce((sum, size) => sum + 2 * size, 0);
  const held = Math.max(...Array.from({ length: FRAMES }, (_, at) => frame(at))) / FFT;
  expect(Math.max(...separate.map(Math.abs))).toBeLessThan(10 * held);
  tf.tidy(() => {
    const shape = [1, FRAMES, BINS];
    const spectrum = {
      real: tf.tensor(Float32Array.from(real), shape),
      imaginary: tf.tensor(Float32Array.from(imaginary), shape),
    };
    expect(farthest(soundTensor(spectrum, apart, constants).dataSync(), [[...separate]])).toBeLessThan(1e-4);
  });
  constants.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

/** Two waves that glide. */
const glides: Sounds = {
  sampleRate: 1_000,
  clips: [1, 2, 3, 4].map((at) =>
    Float32Array.from({ length: 200 }, (_, n) => Math.sin(0.1 * at * n + 0.0004 * n * n) + 0.4 * Math.sin(0.9 * n)),
  ),
};
const PICTURE = { mels: 8, frames: 13, hop: 16, window: 64 };

test('a vocoder learns, is kept with its weights, makes sounds of pictures, and leaves no tensor', async () => {
  const before = tf.memory().numTensors;
  const { examples, codec } = await draw({ sounds: glides }, prepareSpectrograms.params.parse(PICTURE), testContext());
  const silent = { ...glides, clips: [...glides.clips, new Float32Array(200)] };
  const context = testContext();
  const params = trainVocoder.params.parse({
    width: 8,
    blocks: 1,
    steps: 10,
    batchSize: 4,
    evaluateEvery: 10,
    average: 0,
  });
  const { vocoder, metrics } = await train({ sounds: silent, codec }, params, context);
  expect(context.logs.join()).toMatch(/1 of 5 sounds are silent/);
  const [curve] = metrics.curves;
  expect(curve?.y.at(-1)).toBeLessThan(0.98 * (curve?.y[0] ?? 0));
  const again = await stored.decode(await stored.encode(vocoder));
  expect(again).toEqual(vocoder);
  const dark = { ...examples, data: examples.data.map((value, at) => (at < 8 * 13 ? 0 : value)) };
  const { sounds } = await play(
    { examples: dark, codec, vocoder: again },
    generateSounds.params.parse({}),
    testContext(),
  );
  expect(sounds.clips.map(({ length }) => length)).toEqual([192, 192, 192, 192]);
  expect(sounds.clips.map((clip) => Math.max(...clip.map(Math.abs)).toFixed(2))).toEqual([
    '0.00',
    '0.80',
    '0.80',
    '0.80',
  ]);
  expect(tf.memory().numTensors).toBe(before);

  const other = await draw(
    { sounds: glides },
    prepareSpectrograms.params.parse({ ...PICTURE, range: 50 }),
    testContext(),
  );
  const refused = await refusalOf(() => play({ ...other, vocoder }, generateSounds.params.parse({}), testContext()));
  expect(refused.code).toBe('vocoder.other-codec');
  expect(refused.detail).toMatch(/Decibels.* 60.* 50/);
});

test('sounds at another rate, and nothing to hear, are refused', async () => {
  const { codec } = await draw({ sounds: glides }, prepareSpectrograms.params.parse(PICTURE), testContext());
  const params = trainVocoder.params.parse({ steps: 1 });
  const faster = await refusalOf(() =>
    train({ sounds: { ...glides, sampleRate: 2_000 }, codec }, params, testContext()),
  );
  expect(faster.code).toBe('vocoder.rate');
  const silence = { ...glides, clips: [new Float32Array(200)] };
  expect((await refusalOf(() => train({ sounds: silence, codec }, params, testContext()))).code).toBe(
    'vocoder.nothing',
  );
});

test('a vocoder goes on learning where all that it drew is silent', async () => {
  const clip = Float32Array.from({ length: 1_600 }, (_, n) => (n > 700 && n < 760 ? Math.sin(0.3 * n) : 0));
  const sounds: Sounds = { sampleRate: 1_000, clips: [clip, clip] };
  const picture = prepareSpectrograms.params.parse({ ...PICTURE, frames: 100 });
  const { codec } = await draw({ sounds }, picture, testContext());
  const params = trainVocoder.params.parse({ width: 8, blocks: 1, steps: 12, batchSize: 1, evaluateEvery: 12 });
  const { vocoder } = await train({ sounds, codec }, params, testContext());
  expect(Object.values(vocoder.weights).every(({ data }) => data.every(Number.isFinite))).toBe(true);
});
