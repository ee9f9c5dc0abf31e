import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, readContainer, writeContainer } from '@/workers/artifacts/container';
import { codecOf } from '@/workers/artifacts/kinds';
import { pack, unpack } from '@/workers/artifacts/pack';

const bytes = fc.uint8Array({ maxLength: 60 });
const items = fc.array(fc.record({ key: fc.string(), meta: fc.jsonValue({ maxDepth: 2 }), bytes }), { maxLength: 6 });

describe('a container', () => {
  test('gives back what was put in, also from its head alone', () => {
    fc.assert(
      fc.property(items, (given) => {
        const whole = writeContainer(given);
        const container = readContainer(whole);
        if (!container) throw new Error('it cannot be read');
        expect(container.entries.map(({ key, meta }) => ({ key, meta }))).toEqual(
          given.map(({ key, meta }) => ({ key, meta: JSON.parse(JSON.stringify(meta)) })),
        );
        expect(container.entries.map((entry) => bytesOf(whole, container, entry))).toEqual(
          given.map((item) => item.bytes),
        );
        expect(readContainer(whole.slice(0, container.start), whole.length)).toEqual(container);
      }),
    );
  });

  test('with any one bit flipped gives back what was put in or nothing', () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.integer({ min: 0, max: 7 }), (given, position, bit) => {
        const whole = writeContainer(given);
        const at = position % whole.length;
        whole[at] = (whole[at] ?? 0) ^ (1 << bit);
        const container = readContainer(whole);
        for (const [index, entry] of (container?.entries ?? []).entries()) {
          const found = container && bytesOf(whole, container, entry);
          if (found) expect(found).toEqual(given[index]?.bytes);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('cut anywhere is no container', () => {
    const whole = writeContainer([{ key: 'a', meta: null, bytes: Uint8Array.of(1, 2, 3) }]);
    for (let length = 0; length < whole.length; length++) expect(readContainer(whole.slice(0, length))).toBeNull();
    expect(readContainer(whole)).not.toBeNull();
  });
});

test('a checkpoint of plain data and typed arrays of any sort comes back as it was', () => {
  const numbers = fc.oneof(
    fc.float32Array({ maxLength: 9 }),
    fc.float64Array({ maxLength: 9 }),
    fc.int8Array({ maxLength: 9 }),
    fc.int16Array({ maxLength: 9 }),
    fc.int32Array({ maxLength: 9 }),
    fc.uint8Array({ maxLength: 9 }),
    fc.uint16Array({ maxLength: 9 }),
    fc.uint32Array({ maxLength: 9 }),
  );
  const name = fc.string({ minLength: 1, maxLength: 5 }).filter((key) => !key.startsWith('$') && key !== '__proto__');
  const { state } = fc.letrec((tie) => ({
    state: fc.oneof(
      { maxDepth: 3 },
      numbers,
      fc.constantFrom(null, true, 0, 1.5, 'text'),
      fc.array(tie('state'), { maxLength: 3 }),
      fc.dictionary(name, tie('state'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(state, (given) => {
      expect(unpack(pack(given))).toEqual(given);
    }),
  );
  expect(() => pack({ big: BigInt64Array.of(1n) })).toThrow('BigInt64Array cannot be kept');
});

describe('the codec of', () => {
  test('texts keeps every text, a byte order mark included', () => {
    const codec = codecOf('text');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(codec.decode(codec.encode(text))).toBe(text);
      }),
    );
    expect(codec.decode(codec.encode('\uFEFFhello'))).toBe('\uFEFFhello');
  });

  test('documents keeps every document, lines, quotes and half characters included', () => {
    const codec = codecOf('dataset<text>');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        expect(codec.decode(codec.encode({ items: texts }))).toEqual({ items: texts });
      }),
    );
    const strange = { items: ['', '\n', '"\u2028"', '\ud800', '\uFEFF'] };
    expect(codec.decode(codec.encode(strange))).toEqual(strange);
  });

  test('tokens keeps ids and what is known of them', () => {
    const codec = codecOf('dataset<tokens>');
    const blocks = { ids: Int32Array.of(3, 1, 2), blockLength: 2, vocabularySize: 5, characters: 9, tokenizer: '{}' };
    expect(codec.decode(codec.encode(blocks))).toEqual(blocks);
    // Also where the bytes lie in the middle of others.
    const shifted = new Uint8Array(200);
    const whole = codec.encode(blocks);
    shifted.set(whole, 3);
    expect(codec.decode(shifted.subarray(3, 3 + whole.length))).toEqual(blocks);
  });
});

test('numbers with curves are drawn as those that share a scale, and the rest is left to the run panel', () => {
  const curve = (name: string, about: { unit?: string; apart?: boolean } = {}) => ({ name, x: [1], y: [2], ...about });
  const curves = [
    curve('Generator'),
    curve('Critic'),
    curve('Accuracy', { unit: '%' }),
    curve('Rate', { apart: true }),
  ];
  expect(codecOf('metrics').look({ values: [], curves, notes: [] }, { large: true })).toMatchObject({
    view: 'curves',
    series: [{ name: 'Generator' }, { name: 'Critic' }],
  });
});
