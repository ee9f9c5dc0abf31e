import { expect, test } from 'vitest';
import { captionLines, imagesSaid } from '@/app/viewers/images-said';

test('images in rows of one kind are said row by row, others one by one', () => {
  const captions = ['red', 'red', 'blue', 'blue'];
  expect(imagesSaid({ captions, columns: 2, count: 4 })).toBe('Row by row: red; blue');
  expect(imagesSaid({ captions, columns: 2, count: 3 })).toBe('Row by row: red; blue');
  expect(imagesSaid({ captions, columns: 4, count: 4 })).toBe('red, red, blue, blue');
  expect(imagesSaid({ captions, count: 4 })).toBe('red, red, blue, blue');
  expect(imagesSaid({ captions: ['red', 'red'], columns: 2, count: 2 })).toBe('red, red');
  expect(imagesSaid({ count: 4 })).toBe('');
});

test('captions of several words stand in a line for each row of images', () => {
  const captions = ['a red star', 'a blue ring', 'a green cross'];
  expect(captionLines({ captions, count: 3 }, 2)).toEqual(['a red star · a blue ring', 'a green cross']);
  expect(captionLines({ captions, count: 3 }, 3)).toBeNull();
  expect(captionLines({ captions: ['3', '4', '5'], count: 3 }, 2)).toBeNull();
});
