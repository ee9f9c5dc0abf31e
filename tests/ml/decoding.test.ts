import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestIds, cutDistribution, drawId, logSoftmaxOf, penaliseRepetition, rankIds, softmaxOf } from '@/ml/decoding';
import { expectClose } from './helpers/tensors';

/** Five tokens; 1, 3 and 0 hold nine tenths of the probability. */
const FIVE = Float32Array.of(0.15, 0.5, 0.06, 0.25, 0.04);
const cutsOf = (rules: Parameters<typeof cutDistribution>[1], from = FIVE) => {
  const cut = cutDistribution(from, rules);
  return { probabilities: cut.probabilities, cutBy: [...from].map((_, id) => cut.cutBy(id) ?? 'kept') };
};

describe('worked examples', () => {
  test('top-k 2 keeps the two most likely and shares the rest out', () => {
    const { probabilities, cutBy } = cutsOf({ topK: 2 });
    expectClose(probabilities, [0, 2 / 3, 0, 1 / 3, 0], 1e-6);
    expect(cutBy).toEqual(['top-k', 'kept', 'top-k', 'kept', 'top-k']);
  });

  test('top-p 0.8 keeps the fewest tokens that reach it, the one that crosses included', () => {
    const { probabilities, cutBy } = cutsOf({ topP: 0.8 });
    expectClose(probabilities, [0.15 / 0.9, 0.5 / 0.9, 0, 0.25 / 0.9, 0], 1e-6);
    expect(cutBy).toEqual(['kept', 'kept', 'top-p', 'kept', 'top-p']);
  });

  test('top-p that is reached exactly takes no token more', () => {
    expect(cutsOf({ topP: 0.75 }).cutBy).toEqual(['top-p', 'kept', 'top-p', 'kept', 'top-p']);
    const rounded = Float32Array.of(0.7, 0.1, 0.2); // 0.7 + 0.2 is a little less than 0.9 in 32 bits
    expect(cutsOf({ topP: 0.9 }, rounded).cutBy).toEqual(['kept', 'top-p', 'kept']);
  });

  test('min-p 0.2 keeps what is at least a fifth as likely as the most likely', () => {
    expect(cutsOf({ minP: 0.2 }).cutBy).toEqual(['kept', 'kept', 'min-p', 'kept', 'min-p']);
    expect(cutsOf({ minP: 0.4 }).cutBy).toEqual(['min-p', 'kept', 'min-p', 'kept', 'min-p']);
  });

  test('together: top-k first, then top-p of what it left, then min-p', () => {
    // After top-k 4: 0.15, 0.5, 0.06, 0.25 of 0.96. Top-p 0.9 needs 0.864: three of them. Min-p 0.4 needs 0.2: two.
    expect(cutsOf({ topK: 4, topP: 0.9, minP: 0.4 }).cutBy).toEqual(['min-p', 'kept', 'top-p', 'kept', 'top-k']);
  });

  test('equally likely tokens: the lower id stays', () => {
    expect(cutsOf({ topK: 2 }, Float32Array.of(0.25, 0.25, 0.25, 0.25)).cutBy).toEqual([
      'kept',
      'kept',
      'top-k',
      'top-k',
    ]);
  });

  test('temperature 2 takes the root of odds, 0.5 squares them', () => {
    const logits = Float32Array.of(Math.log(9), 0);
    expectClose(softmaxOf(logits), [0.9, 0.1], 1e-6);
    expectClose(softmaxOf(logits, 2), [0.75, 0.25], 1e-6);
    expectClose(softmaxOf(logits, 0.5), [81 / 82, 1 / 82], 1e-6);
    expect(() => softmaxOf(logits, 0)).toThrow(RangeError);
  });

  test('the repetition penalty divides positive logits and multiplies negative ones, once', () => {
    const logits = Float32Array.of(2, -2, 3, 0);
    expectClose(penaliseRepetition(logits, [0, 1, 0, 0], 2), [1, -4, 3, 0]);
    expectClose(penaliseRepetition(logits, [0, 1], 1), logits);
  });

  test('a draw takes the token in whose part of [0, 1) the number falls, and never one that was cut', () => {
    const cut = cutsOf({ topK: 2 }).probabilities;
    expect([0, 0.66, 0.67, 0.999999999].map((uniform) => drawId(cut, uniform))).toEqual([1, 1, 3, 3]);
  });
});

const logits = fc
  .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values));
const rules = fc.record({
  topK: fc.integer({ min: 0, max: 50 }),
  topP: fc.double({ min: 0, max: 1, noNaN: true }),
  minP: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('what is left of any distribution sums to 1, keeps the most likely token, and keeps odds', () => {
  fc.assert(
    fc.property(logits, rules, (values, how) => {
      const full = softmaxOf(values);
      const { probabilities, cutBy } = cutDistribution(full, how);
      const best = rankIds(full)[0] ?? 0;
      expect(cutBy(best)).toBeUndefined();
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
      const scale = (probabilities[best] ?? 0) / (full[best] ?? 1);
      probabilities.forEach((value, id) => {
        if (cutBy(id)) expect(value).toBe(0);
        else expect(Math.abs(value - scale * (full[id] ?? 0))).toBeLessThan(1e-5);
      });
    }),
  );
});

test('the best ids are the beginning of the whole ranking; log-softmax is the logarithm of softmax', () => {
  fc.assert(
    fc.property(logits, fc.integer({ min: 1, max: 12 }), (values, count) => {
      expect(bestIds(values, count)).toEqual([...rankIds(values)].slice(0, count));
      expectClose(logSoftmaxOf(values).map(Math.exp), softmaxOf(values), 1e-4);
    }),
  );
});
