import { expect, test } from 'vitest';
import { createBin } from '@/app/panels/history/bin';

function watched() {
  const removed: string[] = [];
  return { removed, bin: createBin((id) => removed.push(id)) };
}

test('what was thrown away is gone for good only when the next thing follows, or the bin is emptied', () => {
  const { bin, removed } = watched();
  bin.put('a');
  expect(removed).toEqual([]);
  bin.put('b');
  expect(removed).toEqual(['a']);
  bin.empty();
  bin.empty();
  expect(removed).toEqual(['a', 'b']);
});

test('what was taken back stays, and can be thrown away again', () => {
  const { bin, removed } = watched();
  bin.put('a');
  bin.undo();
  bin.empty();
  expect(removed).toEqual([]);
  bin.put('a');
  bin.put('a');
  bin.empty();
  expect(removed).toEqual(['a']);
});
