import { expect, test } from 'vitest';
import { createFft } from '@/ml/audio/fft';
import { griffinLim, spectralConvergence } from '@/ml/audio/griffin-lim';
import { cosineTransform, inverseCosineTransform, logMel, mfcc } from '@/ml/audio/log-mel';
import { inBands, melFilterBank, outOfBands } from '@/ml/audio/mel';
import { resample } from '@/ml/audio/resample';
import { inverseStft, powerOf, stft } from '@/ml/audio/stft';
import { createRandom } from '@/ml/random';
import { farthest, options, reference, sound } from '@/tests/fixtures/audio/sound';

test('the fast transform is the one by its definition, and goes back', () => {
  const random = createRandom(3);
  const x = Float64Array.from({ length: 16 }, () => random.normal());
  const y = Float64Array.from({ length: 16 }, () => random.normal());
  const [real, imaginary] = [x.slice(), y.slice()];
  const fft = createFft(16);
  fft.forward(real, imaginary);
  for (let k = 0; k < 16; k++) {
    let [re, im] = [0, 0];
    for (let n = 0; n < 16; n++) {
      const turn = (-2 * Math.PI * k * n) / 16;
      re += (x[n] ?? 0) * Math.cos(turn) - (y[n] ?? 0) * Math.sin(turn);
      im += (x[n] ?? 0) * Math.sin(turn) + (y[n] ?? 0) * Math.cos(turn);
    }
    expect(real[k]).toBeCloseTo(re, 10);
    expect(imaginary[k]).toBeCloseTo(im, 10);
  }
  fft.inverse(real, imaginary);
  for (let n = 0; n < 16; n++) expect(real[n]).toBeCloseTo(x[n] ?? 0, 12);
  expect(() => createFft(12)).toThrow(RangeError);
});

test('a sound comes back from its short-time transform', () => {
  const back = inverseStft(stft(sound, options), options, sound.length);
  expect(farthest(back, [[...sound]])).toBeLessThan(1e-10);
});

test('bands, log-mel spectra and MFCCs are those of librosa', () => {
  const facts = (bank: ReturnType<typeof melFilterBank>) => [
    ...bank.map(({ weights }) => weights.reduce((sum, weight) => sum + weight, 0)),
    ...bank.map(({ weights }) => Math.max(...weights)),
  ];
  expect(farthest(facts(melFilterBank(options)), reference.bank)).toBeLessThan(1e-8);
  const high = melFilterBank({ sampleRate: 16_000, fftSize: 256, mels: 20, low: 60, high: 7_600 });
  expect(farthest(facts(high), reference.highBank)).toBeLessThan(1e-8);
  const levels = logMel(sound, options);
  expect(levels.frames).toBe(reference.logMel.length);
  expect(farthest(levels.data, reference.logMel)).toBeLessThan(1e-4);
  expect(farthest(mfcc(sound, 13, options).data, reference.mfcc)).toBeLessThan(1e-4);
});

test('all coefficients give the bands back', () => {
  const levels = logMel(sound, options);
  const back = inverseCosineTransform(cosineTransform(levels, levels.bands), levels.bands);
  expect(farthest(back.data, [[...levels.data]])).toBeLessThan(1e-9);
});

test('a spectrum is found that has the bands that are wanted, and nowhere below 0', () => {
  const { frames, bins, ...spectrum } = stft(sound, options);
  const bank = melFilterBank(options);
  const bands = inBands(powerOf({ frames, bins, ...spectrum }), frames, bins, bank);
  const found = outOfBands(bands, frames, bins, bank);
  expect(found.every((value) => value >= 0)).toBe(true);
  const again = inBands(found, frames, bins, bank);
  const apart = Math.hypot(...again.map((value, index) => value - (bands[index] ?? 0)));
  expect(apart / Math.hypot(...bands)).toBeLessThan(0.01);
});

test('Griffin–Lim comes near to the magnitudes that it is given, and nearer with momentum', () => {
  const magnitudes = powerOf(stft(sound, options)).map(Math.sqrt);
  const converges = (momentum: number) => {
    const made = griffinLim(magnitudes, {
      ...options,
      momentum,
      rounds: 40,
      length: sound.length,
      random: createRandom('phases'),
    });
    return spectralConvergence(magnitudes, made, options);
  };
  const fast = converges(0.99);
  expect(fast).toBeLessThan(0.15);
  expect(fast).toBeLessThan(converges(0));
});

test('resampling keeps what both rates can hold, and takes out what the new one cannot', () => {
  const tone = (hertz: number, rate: number, length: number) =>
    Float32Array.from({ length }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));
  const middle = (signal: Float32Array) => signal.slice(400, -400);
  const kept = resample(tone(1_000, 44_100, 44_100), 44_100, 8_000);
  expect(kept.length).toBe(8_000);
  expect(farthest(middle(kept), [[...middle(tone(1_000, 8_000, 8_000))]])).toBeLessThan(2e-3);
  const folded = resample(tone(5_500, 44_100, 44_100), 44_100, 8_000);
  expect(Math.max(...middle(folded).map(Math.abs))).toBeLessThan(2e-3);
  const up = resample(tone(1_000, 8_000, 8_000), 8_000, 22_050);
  expect(farthest(middle(up), [[...middle(tone(1_000, 22_050, 22_050))]])).toBeLessThan(2e-3);
});
