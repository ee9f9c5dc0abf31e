import { expect, test } from 'vitest';
import { newPoints, titlesIn } from '@/app/editor/state/useRunRecorder';
import { node } from '@/app/templates/build';
import { emptyDocument } from '@/graph';

test('a run keeps what people call its nodes: their own title, that of their type, or the name of a type that nobody knows', () => {
  const nodes = [
    node('a', 'train.language-model', 0, 0),
    node('b', 'train.language-model', 0, 0, {}, { title: 'Large' }),
    node('c', 'future.dream', 0, 0),
  ];
  expect(titlesIn({ ...emptyDocument('test'), nodes })).toEqual({
    a: 'Train language model',
    b: 'Large',
    c: 'future.dream',
  });
});

test('what a run measured is written as it comes, each point once', () => {
  const points = (count: number) => Array.from({ length: count }, (_, step) => ({ step, values: { loss: 1 } }));
  const written = new Map<string, number>();
  expect(newPoints({ train: points(2) }, written).map(({ step }) => step)).toEqual([0, 1]);
  expect(newPoints({ train: points(2) }, written)).toEqual([]);
  expect(newPoints({ train: points(3) }, written)).toEqual([{ nodeId: 'train', step: 2, values: { loss: 1 } }]);
});
