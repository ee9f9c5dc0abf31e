import { expect, test } from 'vitest';
import { imagesSaid } from '@/app/viewers/images-said';

test('images in rows of one kind are said row by row, others one by one', () => {
  const captions = ['red', 'red', 'blue', 'blue'];
  expect(imagesSaid({ captions, columns: 2, count: 4 })).toBe('Row by row: red; blue');
  expect(imagesSaid({ captions, columns: 2, count: 3 })).toBe('Row by row: red; blue');
  expect(imagesSaid({ captions, columns: 4, count: 4 })).toBe('red, red, blue, blue');
  expect(imagesSaid({ captions, count: 4 })).toBe('red, red, blue, blue');
  expect(imagesSaid({ captions: ['red', 'red'], columns: 2, count: 2 })).toBe('red, red');
  expect(imagesSaid({ count: 4 })).toBe('');
});
