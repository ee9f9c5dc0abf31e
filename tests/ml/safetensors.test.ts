import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSafetensors, SafetensorsError, writeSafetensors } from '@/ml/safetensors';

const encode = (header: unknown, data: number[] = [], length?: bigint) => {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
};
const half = (begin: number, end: number, shape: number[], dtype = 'F16') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

test('any named arrays come back as they were written, with their notes', () => {
  const array = fc
    .array(fc.float(), { maxLength: 20 })
    .map((values) => ({ shape: [values.length], data: Float32Array.from(values) }));
  const name = fc.oneof(fc.string(), fc.constant('__proto__')).filter((text) => text !== '__metadata__');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, array), { maxLength: 5 }), fc.string(), (entries, note) => {
      const tensors = Object.fromEntries(entries);
      const read = readSafetensors(writeSafetensors(tensors, { note }));
      expect(Object.entries(read.tensors).sort()).toEqual(Object.entries(tensors).sort());
      expect(read.metadata).toEqual({ note });
    }),
  );
});

test('the file is laid out as the format says: length, JSON header, aligned little-endian data', () => {
  const file = writeSafetensors({ w: { shape: [2, 1], data: Float32Array.of(1, -2) } });
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(file.slice(8, 8 + length)))).toEqual({
    w: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
  });
  expect([...file.slice(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test('a view into a larger buffer is read where it lies', () => {
  const file = writeSafetensors({ w: { shape: [1], data: Float32Array.of(7) } });
  const buffer = new Uint8Array(file.length + 3);
  buffer.set(file, 3);
  expect(readSafetensors(buffer.subarray(3)).tensors.w?.data).toEqual(Float32Array.of(7));
});

test('F16 and BF16 are read exactly: 1, −2, the smallest and the largest, infinity', () => {
  const bits = [0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00].flatMap((word) => [word & 255, word >> 8]);
  const f16 = readSafetensors(encode({ h: half(0, 10, [5]) }, bits)).tensors.h;
  expect([...(f16?.data ?? [])]).toEqual([1, -2, 2 ** -24, 65504, Number.POSITIVE_INFINITY]);
  const bf16 = readSafetensors(encode({ b: half(0, 4, [2], 'BF16') }, [0x80, 0x3f, 0x49, 0xc0])).tensors.b;
  expect([...(bf16?.data ?? [])]).toEqual([1, -3.140625]);
});

test('what lies aligned is read where it is, and what does not is copied', () => {
  const file = writeSafetensors({ w: { shape: [2], data: Float32Array.of(1, 2) } });
  expect(readSafetensors(file).tensors.w?.data.buffer).toBe(file.buffer);
  // An odd length of the header leaves the data at an odd place.
  const odd = encode({ h: half(0, 4, [2], 'BF16'), i: half(4, 8, [2]) }, [0x80, 0x3f, 0x49, 0xc0, 0, 0x3c, 0, 0xc0]);
  const { h, i } = readSafetensors(odd).tensors;
  expect([...(h?.data ?? []), ...(i?.data ?? [])]).toEqual([1, -3.140625, 1, -2]);
});

test('all 65,536 numbers of float16 are as the standard has them', () => {
  const bits = Uint16Array.from({ length: 0x1_0000 }, (_, index) => index);
  const { data } = readSafetensors(encode({ h: half(0, 0x2_0000, [0x1_0000]) }, [...new Uint8Array(bits.buffer)]))
    .tensors.h ?? { data: new Float32Array(0) };
  for (const [index, value] of data.entries()) {
    const [sign, exponent, fraction] = [index & 0x8000 ? -1 : 1, (index >> 10) & 31, index & 1023];
    if (exponent === 31) expect(Number.isFinite(value)).toBe(false);
    else if (value !== sign * 2 ** (Math.max(exponent, 1) - 15) * ((exponent > 0 ? 1 : 0) + fraction / 1024))
      throw new Error(`${index} is ${value}`);
  }
});

test.each<[string, Uint8Array, RegExp]>([
  ['an empty file', new Uint8Array(0), /too short/],
  ['a header longer than the file', encode({}, [], 1000n), /cut short/],
  ['a header of gigabytes', encode({}, [], 3n * 2n ** 30n), /no sensible length/],
  ['a header of senseless length', encode({}, [], 2n ** 63n), /no sensible length/],
  ['a header that is no JSON', encode('{"w":'), /cannot be read/],
  ['a header that is a list', encode('[]'), /should be a JSON object/],
  ['a type that is not read', encode({ w: half(0, 1, [1], 'I8') }, [1]), /“w”: numbers of type "I8"/],
  ['a negative size', encode({ w: half(0, 2, [-1]) }, [0, 0]), /shape should be a list/],
  ['an endless shape', encode({ w: half(0, 2, [1e300]) }, [0, 0]), /shape should be a list/],
  ['a place outside of the file', encode({ w: half(0, 4, [2]) }, [0, 0]), /outside of the file/],
  ['a place that ends before it begins', encode({ w: half(2, 0, [1]) }, [0, 0]), /outside of the file/],
  ['bytes that do not make the shape', encode({ w: half(0, 2, [2]) }, [0, 0]), /2 bytes do not make a shape of \[2\]/],
  ['overlapping tensors', encode({ a: half(0, 2, [1]), b: half(0, 2, [1]) }, [0, 0]), /overlap/],
  ['data of no tensor', encode({ a: half(0, 2, [1]) }, [0, 0, 0, 0]), /belongs to no tensor/],
  ['notes that are no text', encode({ __metadata__: { a: 1 } }), /should be text/],
])('%s is refused with a sentence', (_, file, sentence) => {
  expect(() => readSafetensors(file)).toThrow(SafetensorsError);
  expect(() => readSafetensors(file)).toThrow(sentence);
});

test('an array whose numbers do not make its shape is not written', () => {
  expect(() => writeSafetensors({ w: { shape: [3], data: new Float32Array(2) } })).toThrow(SafetensorsError);
});

test('codes of eight bits stand after the floats, and are read where they are asked for', () => {
  const floats = { shape: [2], data: Float32Array.of(1.5, -2) };
  const [a, c] = [
    { shape: [3], data: Int8Array.of(-127, 0, 127) },
    { shape: [1], data: Uint8Array.of(255) },
  ];
  const file = writeSafetensors({ a, b: floats, c });
  expect(() => readSafetensors(file)).toThrow('“a”: numbers of type "I8"');
  const read = readSafetensors(file, 'withCodes');
  expect(read.codes).toEqual({ a, c });
  expect(read.tensors).toEqual({ b: floats });
});

test('random bytes never do anything but fail with the typed error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        readSafetensors(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(SafetensorsError);
      }
    }),
  );
});
