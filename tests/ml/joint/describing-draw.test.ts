import { expect, test } from 'vitest';
import { describing, type PictureLines } from '@/ml/objectives/describing';
import { createRandom } from '@/ml/random';

test('answers are drawn as often as descriptions, also one line at a time', () => {
  const lines = [0, 1, 2].flatMap((picture) => [
    { picture, ids: [1, 2, 3], from: 0 },
    { picture, ids: [4, 5, 6], from: 2 },
  ]);
  const all: PictureLines = { pictures: { shape: [1], count: 3, data: new Float32Array(3) }, lines };
  // What is drawn hangs on no network.
  const { draw } = describing({} as Parameters<typeof describing>[0]);
  const random = createRandom(1);
  const drawn = Array.from({ length: 300 }, () => draw(all, 1, random).lines);
  expect(drawn.every((one) => one.length === 1)).toBe(true);
  const answers = drawn.filter(([line]) => line?.from === 2).length;
  expect(answers).toBeGreaterThan(110);
  expect(answers).toBeLessThan(190);
});
