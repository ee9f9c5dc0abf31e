import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dim, formatParameters, formatShape, type Mismatch, resolveDim, unifyShapes } from '@/graph';

const SYMBOLS = ['B', 'T', 'V:a', 'V:b', 'V:c', 'V:d'];
const dims: fc.Arbitrary<Dim> = fc.oneof(fc.constantFrom(...SYMBOLS), fc.integer({ min: 1, max: 3 }));
const equations = fc.array(fc.tuple(dims, dims), { maxLength: 10 });

function solve(pairs: readonly (readonly [Dim, Dim])[]) {
  const substitution = new Map<string, Dim>();
  const mismatches = pairs.flatMap(([left, right]): Mismatch[] => {
    const mismatch = unifyShapes([left], [right], substitution);
    return mismatch ? [mismatch] : [];
  });
  return { mismatches, stands: SYMBOLS.map((symbol) => resolveDim(symbol, substitution)) };
}

describe('unification', () => {
  test('what symbols come to stand for depends neither on the order nor on the sides', () => {
    fc.assert(
      fc.property(equations, fc.infiniteStream(fc.nat()), fc.array(fc.boolean()), (pairs, picks, turned) => {
        const first = solve(pairs);
        const left = pairs.map(([a, b], index): [Dim, Dim] => (turned[index] ? [b, a] : [a, b]));
        const shuffled: [Dim, Dim][] = [];
        while (left.length > 0) shuffled.push(...left.splice((picks.next().value ?? 0) % left.length, 1));
        const second = solve(shuffled);
        // Which pair is the one too many depends on the order; that there is one does not.
        expect(second.mismatches.length > 0).toBe(first.mismatches.length > 0);
        if (first.mismatches.length === 0) expect(second.stands).toEqual(first.stands);
      }),
    );
  });

  test('agrees with classes of equals that are merged until nothing changes', () => {
    fc.assert(
      fc.property(equations, (pairs) => {
        const all: Dim[] = [...SYMBOLS, 1, 2, 3];
        const label = new Map(all.map((dim, index) => [dim, index]));
        for (const _pass of all)
          for (const [a, b] of pairs) {
            const least = Math.min(label.get(a) ?? 0, label.get(b) ?? 0);
            for (const dim of [a, b]) label.set(dim, least);
          }
        const numbersOf = (dim: Dim) => [1, 2, 3].filter((number) => label.get(number) === label.get(dim));
        const { mismatches, stands } = solve(pairs);
        expect(mismatches.length > 0).toBe(all.some((dim) => numbersOf(dim).length > 1));
        if (mismatches.length > 0) return;
        for (const [index, symbol] of SYMBOLS.entries()) {
          const least = all.find((dim) => label.get(dim) === label.get(symbol));
          expect(stands[index]).toBe(numbersOf(symbol)[0] ?? least);
        }
      }),
    );
  });

  test('of two shapes tells the first sizes that differ, or how many dimensions they have', () => {
    const substitution = new Map<string, Dim>();
    expect(unifyShapes(['B', 'T', 128], ['B', 'T', 256], substitution)).toEqual({ left: 128, right: 256 });
    expect(unifyShapes(['B', 'T'], ['B', 'T', 256], substitution)).toEqual({ left: 2, right: 3 });
    expect(unifyShapes(['B', 'V:a', 128], ['B', 65, 128], substitution)).toBeNull();
    expect(resolveDim('V:a', substitution)).toBe(65);
  });
});

test('people read a symbol without the node that it came from', () => {
  const parameters = [
    { name: 'weight', shape: ['V:characters', 128] },
    { name: 'bias', shape: [66_048] },
  ];
  const operation = { id: 'x', layer: 'x', params: {}, inputs: [], shape: ['B', 'T', 'V:characters'], flops: 0 };
  expect(formatShape(operation.shape)).toBe('[B, T, V]');
  expect(formatParameters([{ ...operation, parameters }])).toBe('66,048 + 128·V');
  expect(formatParameters([{ ...operation, parameters: parameters.slice(0, 1) }])).toBe('128·V');
  expect(formatParameters([])).toBe('0');
});
