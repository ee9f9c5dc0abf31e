import { expect, test } from 'vitest';
import { titlesIn } from '@/app/editor/state/useRunRecorder';
import { node } from '@/app/templates/build';

test('a run keeps what people call its nodes: their own title, that of their type, or the name of a type that nobody knows', () => {
  const nodes = [
    node('a', 'train.language-model', 0, 0),
    node('b', 'train.language-model', 0, 0, {}, { title: 'Large' }),
    node('c', 'future.dream', 0, 0),
  ];
  expect(titlesIn({ nodes })).toEqual({ a: 'Train language model', b: 'Large', c: 'future.dream' });
});
