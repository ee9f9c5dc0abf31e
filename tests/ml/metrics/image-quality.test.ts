import { expect, test } from 'vitest';
import { type Picture, psnr, ssim } from '@/ml/metrics/image-quality';
import { createRandom } from '@/ml/random';
import { reference } from './helpers';

const pictureOf = ({ shape: [height = 0, width = 0], data }: { shape: number[]; data: number[] }): Picture => ({
  height,
  width,
  channels: 1,
  data,
});
const picture = pictureOf(reference.picture);
const noisy = pictureOf(reference.noisy);

test('PSNR and SSIM are what numpy and scipy give', () => {
  expect(psnr(picture, noisy)).toBeCloseTo(reference.psnr, 6);
  expect(ssim(picture, noisy)).toBeCloseTo(reference.ssim, 6);
});

test('equal pictures have SSIM 1 and no noise, and the range of numbers does not matter', () => {
  expect(psnr(picture, picture)).toBe(Number.POSITIVE_INFINITY);
  expect(ssim(picture, picture)).toBeCloseTo(1, 12);
  const bytes = (one: Picture): Picture => ({ ...one, data: Array.from(one.data, (value) => 255 * value) });
  expect(ssim(bytes(picture), bytes(noisy), 255)).toBeCloseTo(reference.ssim, 6);
  expect(psnr(bytes(picture), bytes(noisy), 255)).toBeCloseTo(reference.psnr, 6);
});

test('colours are compared one by one, and pictures smaller than a window are compared whole', () => {
  const random = createRandom(1);
  const small = (channels: number): Picture => ({
    height: 8,
    width: 8,
    channels,
    data: Array.from({ length: 64 * channels }, () => random.next()),
  });
  const [a, b] = [small(1), small(1)];
  const both: Picture = {
    ...a,
    channels: 2,
    data: Array.from({ length: 128 }, (_, i) => (i % 2 ? b : a).data[Math.floor(i / 2)] ?? 0),
  };
  const flipped: Picture = {
    ...both,
    data: Array.from({ length: 128 }, (_, i) => (i % 2 ? a : b).data[Math.floor(i / 2)] ?? 0),
  };
  expect(ssim(both, flipped)).toBeCloseTo(ssim(a, b), 10);
  expect(ssim(a, b)).toBeLessThan(0.5);
  expect(() => psnr(a, picture)).toThrow('two sizes');
});
