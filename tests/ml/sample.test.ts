import '@tensorflow/tfjs-backend-cpu';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GenerationOptions } from '@/ml/generation/options';
import { createPredictor, windowStart } from '@/ml/generation/predictor';
import type { SampleStep } from '@/ml/generation/step';
import { generate, generateAll } from '@/ml/sample';
import * as tf from '@/ml/tf';
import { uploadWeights } from '@/ml/weights';
import { type GptSettings, gpt, networkOf } from './helpers/networks';
import { expectClose, noiseValues } from './helpers/tensors';

const TINY: GptSettings = { vocabulary: 13, width: 8, layers: 2, heads: 2, context: 8, bias: true, tied: false };
let tensorsBefore = 0;

beforeAll(async () => {
  await tf.setBackend('cpu');
  tensorsBefore = tf.memory().numTensors;
});

afterAll(() => {
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

/** A network with weights so large that what it writes varies; frees its tensors at the end. */
async function withNetwork(
  settings: GptSettings,
  use: (given: Pick<GenerationOptions, 'network' | 'weights'>) => Promise<void>,
) {
  const network = gpt(settings);
  const arrays = network.operations.flatMap((operation) =>
    operation.parameters
      .filter(({ tiedTo }) => !tiedTo)
      .map((spec, index) => {
        const size = spec.shape.reduce((a, b) => a * b, 1);
        return [
          `${operation.id}.${spec.name}`,
          { shape: spec.shape, data: noiseValues(operation.id.length + 7 * index, size, 0.9) },
        ] as const;
      }),
  );
  const weights = uploadWeights(network, Object.fromEntries(arrays));
  try {
    await use({ network, weights });
  } finally {
    tf.dispose(Object.values(weights));
  }
}

const stepsOf = async (options: GenerationOptions): Promise<SampleStep[]> => {
  const steps: SampleStep[] = [];
  for await (const step of generate(options)) steps.push(step);
  return steps;
};

describe.each<[string, Partial<GptSettings>]>([
  ['learned positions', {}],
  ['sinusoidal positions', { positions: 'sinusoidal' }],
  [
    'RoPE and grouped queries',
    { positions: 'rope', heads: 4, keyValueHeads: 2, norm: 'rms-norm', activation: 'swiglu' },
  ],
  ['ALiBi', { positions: 'alibi' }],
])('with %s', (_, change) => {
  test('greedy writing with and without the cache agrees token for token, also beyond the context', async () => {
    await withNetwork({ ...TINY, ...change }, async (given) => {
      const written: number[] = [];
      for (const repetitionPenalty of [1, 3]) {
        const common = { ...given, strategy: 'greedy', maximumTokens: 30, seed: 1, context: 8 } as const;
        const options = { ...common, prompt: [1, 5, 2], repetitionPenalty };
        const cached = await generateAll({ ...options, cache: true });
        expect(cached).toEqual(await generateAll({ ...options, cache: false }));
        expect(cached.ids.length).toBe(30);
        written.push(...cached.ids);
      }
      expect(new Set(written).size).toBeGreaterThan(2);
    });
  });

  test('the cache gives the logits of the whole window, for several tokens at once too', async () => {
    await withNetwork({ ...TINY, ...change }, async (given) => {
      const cached = createPredictor({ ...given, context: 8, cache: true });
      const plain = createPredictor({ ...given, context: 8, cache: false });
      const text = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
      for (const length of [2, 3, 6, 7, 8, 9, 11, 12]) {
        const [a] = await cached.next([text.slice(0, length)]);
        const [b] = await plain.next([text.slice(0, length)]);
        expectClose(a ?? [], b ?? [1], 1e-4);
      }
      cached.dispose();
      plain.dispose();
    });
  });
});

test('the window moves on by a quarter of the context when it is full', () => {
  expect([1, 8, 9, 10, 11, 12].map((length) => windowStart(length, 8))).toEqual([0, 0, 2, 2, 4, 4]);
  for (let length = 1; length < 100; length++) {
    const seen = length - windowStart(length, 64);
    expect(seen).toBeLessThanOrEqual(64);
    expect(seen).toBeGreaterThanOrEqual(Math.min(length, 48));
  }
  expect(windowStart(10_000, Number.POSITIVE_INFINITY)).toBe(0);
});

test('the same seed writes the same; another one does not; each step says what was cut and by what', async () => {
  await withNetwork(TINY, async (given) => {
    const options = {
      ...given,
      prompt: [1],
      strategy: 'sample',
      temperature: 1.5,
      topK: 5,
      topP: 0.9,
      minP: 0.05,
      maximumTokens: 20,
      seed: 4,
    } as const;
    const steps = await stepsOf(options);
    expect((await stepsOf(options)).map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
    expect((await generateAll({ ...options, seed: 5 })).ids).not.toEqual(steps.map(({ id }) => id));
    for (const { id, probability, candidates } of steps) {
      expect(candidates.find((candidate) => candidate.id === id)).toMatchObject({ kept: true, probability });
      expect(candidates.filter(({ kept }) => kept).length).toBeLessThanOrEqual(5);
      for (const { kept, cutBy } of candidates) expect(cutBy === undefined).toBe(kept);
      const shown = candidates.map((candidate) => candidate.probability);
      expect(shown).toEqual([...shown].sort((a, b) => b - a));
    }
    expect(new Set(steps.flatMap(({ candidates }) => candidates.map(({ cutBy }) => cutBy))).has('top-k')).toBe(true);
  });
});

test('greedy says of all others that they are not the likeliest, and beam search that their texts were not', async () => {
  await withNetwork(TINY, async (given) => {
    const options = { ...given, prompt: [1, 5, 2], maximumTokens: 12, seed: 1 };
    for (const change of [{ strategy: 'greedy' }, { strategy: 'sample', temperature: 0, topK: 3 }] as const)
      for (const { id, candidates } of await stepsOf({ ...options, ...change }))
        for (const { id: one, kept, cutBy } of candidates) {
          expect(kept).toBe(one === id);
          expect(cutBy).toBe(one === id ? undefined : 'greedy');
        }
    for (const { candidates } of await stepsOf({ ...options, strategy: 'beam', beams: 3 })) {
      expect(candidates.some(({ kept }) => !kept)).toBe(true);
      for (const { kept, cutBy } of candidates) expect(cutBy).toBe(kept ? undefined : 'beams');
    }
  });
});

test('a token with which a beam ended was in a beam', async () => {
  const given = chain([
    [0, 0.6, 0, 0.4],
    [0.4, 0, 0, 0.6],
    [0.25, 0.25, 0.25, 0.25],
    [0.25, 0.25, 0.25, 0.25],
  ]);
  const [first] = await stepsOf({
    ...given,
    prompt: [A],
    strategy: 'beam',
    beams: 2,
    maximumTokens: 2,
    endIds: [END],
    seed: 1,
  });
  expect(first?.candidates.find(({ id }) => id === END)).toMatchObject({ kept: true });
  tf.dispose(Object.values(given.weights));
});

test('the steps stream while writing, and a reader that leaves early leaves no tensor behind', async () => {
  await withNetwork(TINY, async (given) => {
    const before = tf.memory().numTensors;
    let seen = 0;
    for await (const { index, ids } of generate({
      ...given,
      prompt: [1],
      strategy: 'sample',
      maximumTokens: 50,
      seed: 1,
    })) {
      expect(ids.length).toBe(index + 1);
      seen += 1;
      if (seen === 3) break;
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('a repetition penalty makes a text that repeats itself vary', async () => {
  await withNetwork({ ...TINY, tied: true }, async (given) => {
    const options = { ...given, prompt: [1, 5, 2], strategy: 'greedy', maximumTokens: 12, seed: 1 } as const;
    const plain = await generateAll(options);
    const varied = await generateAll({ ...options, repetitionPenalty: 5 });
    expect(new Set(varied.ids).size).toBeGreaterThan(2 * new Set(plain.ids).size);
  });
});

/** Tokens a, b, c, end as a Markov chain: an embedding whose row is the logits of the next token, and no more. */
function chain(rows: readonly (readonly number[])[]): Pick<GenerationOptions, 'network' | 'weights'> {
  const size = rows.length;
  const network = networkOf(
    [
      { id: 'rows', layer: 'token-embedding', params: { vocabulary: size, width: size } },
      { id: 'head', layer: 'language-head', params: { vocabulary: size, width: size, norm: 'none', tied: false } },
    ],
    size,
  );
  const logits = Float32Array.from(rows.flat(), (probability) => Math.log(Math.max(probability, 1e-9)));
  const same = Float32Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? 1 : 0));
  const weights = uploadWeights(network, {
    'rows.weight': { shape: [size, size], data: logits },
    'head.weight': { shape: [size, size], data: same },
  });
  return { network, weights };
}

const [A, B, C, END] = [0, 1, 2, 3] as const;

test('beam search finds the sequence that greedy misses, and its length penalty chooses between short and long', async () => {
  // From a: b 0.6, c 0.4. From b everything is 0.25: best after two steps is 0.15. From c: a is 0.9: 0.36.
  const given = chain([
    [0, 0.6, 0.4, 0],
    [0.25, 0.25, 0.25, 0.25],
    [0.9, 0.05, 0.05, 0],
    [0.25, 0.25, 0.25, 0.25],
  ]);
  const options = { ...given, prompt: [A], maximumTokens: 2, seed: 1 };
  expect((await generateAll({ ...options, strategy: 'greedy' })).ids).toEqual([B, A]);
  expect((await generateAll({ ...options, strategy: 'beam', beams: 2 })).ids).toEqual([C, A]);
  const steps = await stepsOf({ ...options, strategy: 'beam', beams: 2 });
  expect(steps.map(({ ids }) => ids)).toEqual([[B], [C, A]]);
  expect(steps[1]?.probability).toBeCloseTo(0.9, 5);
  tf.dispose(Object.values(given.weights));

  // End at once: log 0.4 = −0.916. Or b then end: log 0.6 + log 0.6 = −1.022, a mean of −0.511.
  const short = chain([
    [0, 0.6, 0, 0.4],
    [0.4, 0, 0, 0.6],
    [0.25, 0.25, 0.25, 0.25],
    [0.25, 0.25, 0.25, 0.25],
  ]);
  const ending = {
    ...short,
    prompt: [A],
    strategy: 'beam',
    beams: 2,
    maximumTokens: 2,
    endIds: [END],
    seed: 1,
  } as const;
  expect(await generateAll({ ...ending, lengthPenalty: 0 })).toEqual({ ids: [END], ended: 'end' });
  expect(await generateAll({ ...ending, lengthPenalty: 1 })).toEqual({ ids: [B, END], ended: 'end' });
  tf.dispose(Object.values(short.weights));
});

test('one beam is greedy decoding, with the cache and without', async () => {
  await withNetwork(TINY, async (given) => {
    const options = { ...given, prompt: [1, 2], maximumTokens: 14, seed: 1, context: 8 };
    const greedy = await generateAll({ ...options, strategy: 'greedy' });
    for (const cache of [true, false]) {
      expect((await generateAll({ ...options, strategy: 'beam', beams: 1, cache })).ids).toEqual(greedy.ids);
    }
    const [cached, plain] = [true, false].map((cache) =>
      generateAll({ ...options, strategy: 'beam', beams: 3, cache }),
    );
    expect(await cached).toEqual(await plain);
  });
});

test('writing ends at a stop string, an end token, or the caller’s wish', async () => {
  const given = chain([
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [1, 0, 0, 0],
  ]);
  const decode = (ids: readonly number[]) => ids.map((id) => 'abcd'[id] ?? '').join('');
  const options = { ...given, prompt: [A], strategy: 'greedy', maximumTokens: 50, seed: 1, decode } as const;
  expect(await generateAll({ ...options, stop: ['da'] })).toEqual({ ids: [B, C, END, A], ended: 'stop' });
  expect(await generateAll({ ...options, endIds: [END] })).toEqual({ ids: [B, C, END], ended: 'end' });
  expect(await generateAll({ ...options, maximumTokens: 2 })).toEqual({ ids: [B, C], ended: 'length' });
  let asked = 0;
  expect((await generateAll({ ...options, shouldStop: () => ++asked === 3 })).ended).toBe('cancel');
  expect(asked).toBe(3);
  await expect(generateAll({ ...options, decode: undefined, stop: ['x'] })).rejects.toThrow(/decode/);
  await expect(generateAll({ ...options, prompt: [] })).rejects.toThrow(/at least one/);
  tf.dispose(Object.values(given.weights));
});
