import { expect, test } from 'vitest';
import { freePlace } from '@/app/editor/commands/building';

const item = (x: number, y: number, width: number, height: number, type = 'card') => ({
  type,
  position: { x, y },
  measured: { width, height },
});

test('a new node stands where it is wanted, or below what lies there: as high as cards are, and notes too', () => {
  expect(freePlace({ x: 0, y: 0 }, [])).toEqual({ x: 0, y: 0 });
  expect(freePlace({ x: 0, y: 0 }, [item(600, 0, 208, 100)])).toEqual({ x: 0, y: 0 });
  const high = item(20, -10, 208, 700);
  const note = item(-100, 740, 300, 90, 'note');
  expect(freePlace({ x: 0, y: 0 }, [high, note])).toEqual({ x: 0, y: 854 });
  // A group is behind its nodes, and leaves its room to others.
  expect(freePlace({ x: 0, y: 0 }, [item(-50, -50, 900, 900, 'group-box')])).toEqual({ x: 0, y: 0 });
  // Many in a column do not make it give up.
  const column = Array.from({ length: 60 }, (_, row) => item(0, row * 124, 208, 100));
  expect(freePlace({ x: 0, y: 0 }, column)).toEqual({ x: 0, y: 60 * 124 });
});
