import { expect, test } from 'vitest';
import type { Sounds } from '@/graph';
import { fitted } from '@/ml/audio/spectrogram';
import { evaluateSounds } from '@/nodes/evaluate/sounds/node';
import { run } from '@/nodes/evaluate/sounds/run';
import { refusalOf, testContext } from './support';

const tone = (hertz: number, size = 1): Float32Array =>
  Float32Array.from({ length: 2_000 }, (_, n) => size * Math.sin((2 * Math.PI * hertz * n) / 8_000));
const sounds = (clips: readonly Float32Array[], more: Partial<Sounds> = {}): Sounds => ({
  ...{ sampleRate: 8_000, clips, classes: ['low', 'high'], labels: Int32Array.from([0, 1]) },
  ...more,
});
const real = sounds([tone(300), tone(2_000)]);
const figures = async (made: Sounds, params: object) => {
  const { metrics } = await run({ made, real }, evaluateSounds.params.parse(params), testContext());
  return new Map(metrics.values.map(({ name, value }) => [name, value]));
};

test('copies are told by pairs, and classes by what they are on average', async () => {
  const quiet = sounds([tone(300, 0.1), tone(2_000, 0.1)]);
  const pairs = await figures(quiet, { compares: 'pairs' });
  expect(pairs.get('Log-spectral distance')).toBeCloseTo(0, 3);
  const loud = await figures(quiet, { compares: 'pairs', equallyLoud: false });
  expect(loud.get('Spectral convergence')).toBeCloseTo(0.9, 3);
  const swapped = await figures(sounds([tone(2_000), tone(300)]), {});
  const same = await figures(quiet, {});
  expect(same.get('Average spectra apart')).toBeCloseTo(0, 3);
  expect([...swapped.keys()]).toEqual(['Average spectra apart', 'low', 'high']);
  expect(swapped.get('low')).toBeGreaterThan(10);
});

test('a copy with silence to both sides, as it comes back from a picture, is a copy, and one without its ends is none', async () => {
  const clips = real.clips.map((clip) => fitted(clip, 3_101));
  const padded = await figures(sounds(clips), { compares: 'pairs' });
  for (const [name, value] of padded) expect(value, name).toBeCloseTo(0, 6);
  const cut = await figures(sounds(real.clips.map((clip) => fitted(clip, 1_000))), { compares: 'pairs' });
  expect(cut.get('Log-spectral distance')).toBeGreaterThan(3);
  expect(cut.get('Spectral convergence')).toBeGreaterThan(0.3);
  const empty = await figures(sounds([new Float32Array(), new Float32Array()]), { compares: 'pairs' });
  expect(empty.get('Spectral convergence')).toBeCloseTo(1, 6);
});

test('other rates, other numbers and other classes are refused, and silence is told', async () => {
  const refused = (made: Sounds, params: object = {}) => refusalOf(() => figures(made, params));
  expect((await refused(sounds([tone(300)], { sampleRate: 16_000 }))).title).toContain('16,000');
  expect((await refused(sounds([tone(300)]), { compares: 'pairs' })).code).toBe('sounds.no-pairs');
  expect((await refused(sounds([tone(300)], { classes: ['bell'], labels: Int32Array.of(0) }))).code).toBe(
    'sounds.no-class',
  );
  expect((await refused(sounds([]))).code).toBe('sounds.none');
  const context = testContext();
  const silent = sounds([new Float32Array(2_000), tone(2_000)]);
  await run({ made: silent, real }, evaluateSounds.params.parse({}), context);
  expect(context.logs.join()).toContain('1 of the made sounds is silent');
});
