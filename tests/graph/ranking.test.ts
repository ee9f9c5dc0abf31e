import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decide,
  MOST_DECISION_CHARACTERS,
  MOST_DECISIONS,
  pairId,
  readDecisions,
  type Verdict,
  writeDecisions,
} from '@/graph';

const id = fc.integer({ min: 0, max: 0xffffffff }).map((number) => number.toString(16).padStart(10, '0'));
const verdict = fc.constantFrom<Verdict>('L', 'R', '=', 'S');

test('decisions are read as they were written, in their order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(id, verdict), { selector: ([one]) => one, maxLength: 40 }), (entries) => {
      expect([...readDecisions(writeDecisions(new Map(entries)))]).toEqual(entries);
    }),
  );
});

test('any text can be read, and a decision that is taken back leaves no trace', () => {
  fc.assert(
    fc.property(fc.string(), id, verdict, (written, one, said) => {
      const before = readDecisions(written);
      expect(decide(decide(before, one, said), one, null)).toEqual(decide(before, one, null));
    }),
  );
});

test('of too many decisions the oldest give way, and what is written fits', () => {
  const many = new Map(
    Array.from({ length: MOST_DECISIONS + 5 }, (_, at): [string, Verdict] => [at.toString(16).padStart(10, '0'), 'L']),
  );
  const written = writeDecisions(many);
  expect(written.length).toBeLessThanOrEqual(MOST_DECISION_CHARACTERS);
  const read = readDecisions(written);
  expect(read.size).toBe(MOST_DECISIONS);
  expect(read.has('0000000000')).toBe(false);
});

test('a pair is known by what a person reads of it', () => {
  const pair = { prompt: 'a', left: 'b', right: 'c' };
  expect(pairId(pair)).toBe(pairId({ ...pair }));
  expect(pairId(pair)).toMatch(/^[0-9a-f]{10}$/);
  expect(pairId({ prompt: 'a', left: 'c', right: 'b' })).not.toBe(pairId(pair));
});
