import { expect, test } from 'vitest';
import { importedName } from '@/app/share/imported-name';
import { LIMITS } from '@/graph';

test('a graph from outside keeps its name, and is marked where the name is taken', () => {
  expect(importedName('Plays', ['Songs'])).toBe('Plays');
  expect(importedName('Plays', ['Plays'])).toBe('Plays (imported)');
  expect(importedName('Plays', ['Plays', 'Plays (imported)'])).toBe('Plays (imported 2)');
});

test('a marked name is no longer than a name may be', () => {
  const long = 'x'.repeat(LIMITS.title);
  const marked = importedName(long, [long]);
  expect(marked).toHaveLength(LIMITS.title);
  expect(marked.endsWith(' (imported)')).toBe(true);
});
