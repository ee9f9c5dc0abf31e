import { expect, test } from 'vitest';
import { averageSpectrum, logSpectralDistance, melDistance, spectraApart } from '@/ml/audio/distances';
import { createRandom } from '@/ml/random';

const options = { fftSize: 256, hop: 64, mels: 24, sampleRate: 8_000 };
const random = createRandom('hiss');
const hiss = Float32Array.from({ length: 4_000 }, () => 0.3 * random.normal());
const tone = (hertz: number) =>
  Float32Array.from({ length: 4_000 }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / options.sampleRate));

test('a sound is nothing away from itself, and a tenth of its size 20 decibels, in bins and in bands', () => {
  const tenth = hiss.map((value) => value / 10);
  for (const distance of [logSpectralDistance, melDistance]) {
    expect(distance(hiss, hiss, options)).toBe(0);
    // Bins that fall under the floor come no nearer than it: noise has none that do.
    expect(distance(tenth, hiss, options)).toBeCloseTo(20, 3);
    expect(distance(tone(500), hiss, options)).toBeGreaterThan(20);
  }
});

test('silence is as far from a sound as its floor lets it be', () => {
  const nothing = new Float32Array(4_000);
  expect(logSpectralDistance(nothing, nothing, options)).toBe(0);
  const distance = logSpectralDistance(nothing, hiss, options);
  expect(distance).toBeGreaterThan(50);
  expect(distance).toBeLessThanOrEqual(80);
});

test('average spectra are compared whatever their loudness and order', () => {
  const one = averageSpectrum([hiss, tone(500)], options);
  const other = averageSpectrum(
    [tone(500), hiss].map((clip) => clip.map((value) => value / 4)),
    options,
  );
  expect(spectraApart(other, one)).toBeCloseTo(0, 5);
  expect(spectraApart(averageSpectrum([tone(500)], options), averageSpectrum([tone(3_000)], options))).toBeGreaterThan(
    10,
  );
});
