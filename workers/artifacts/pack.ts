import { fromJson, toJson } from './codec';

/** Typed arrays by the names that they are stored under. */
const ARRAYS = {
  f32: Float32Array,
  f64: Float64Array,
  i8: Int8Array,
  i16: Int16Array,
  i32: Int32Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
} as const;

/**
 * Plain data with typed arrays inside (training checkpoints) as bytes: the length of a JSON part (4 bytes, little endian), the JSON with a note in the place
 * of each array, then the arrays one after another, each at a multiple of 8.
 * @throws TypeError for arrays of big integers
 */
export function pack(value: unknown): Uint8Array {
  const arrays: ArrayBufferView[] = [];
  let end = 0;
  const replace = (inner: unknown): unknown => {
    if (ArrayBuffer.isView(inner)) {
      const note: ArrayNote = { $array: nameOf(inner), at: end, bytes: inner.byteLength };
      arrays.push(inner);
      end += Math.ceil(inner.byteLength / 8) * 8;
      return note;
    }
    if (Array.isArray(inner)) return inner.map(replace);
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(Object.entries(inner).map(([key, member]) => [key, replace(member)]));
    return inner;
  };
  const json = toJson(replace(value) ?? null);
  const start = Math.ceil((4 + json.length) / 8) * 8;
  const whole = new Uint8Array(start + end);
  new DataView(whole.buffer).setUint32(0, json.length, true);
  whole.set(json, 4);
  let at = start;
  for (const array of arrays) {
    whole.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += Math.ceil(array.byteLength / 8) * 8;
  }
  return whole;
}

/** What {@link pack} was given. @throws Error for other bytes */
export function unpack(bytes: Uint8Array): unknown {
  const json = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const start = Math.ceil((4 + json) / 8) * 8;
  const restore = (inner: unknown): unknown => {
    if (isArrayNote(inner)) {
      const { $array, at, bytes: length } = inner;
      return new ARRAYS[$array](bytes.slice(start + at, start + at + length).buffer);
    }
    if (Array.isArray(inner)) return inner.map(restore);
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(Object.entries(inner).map(([key, member]) => [key, restore(member)]));
    return inner;
  };
  return restore(fromJson(bytes.subarray(4, 4 + json)));
}

interface ArrayNote {
  readonly $array: keyof typeof ARRAYS;
  readonly at: number;
  readonly bytes: number;
}
const isArrayNote = (value: unknown): value is ArrayNote =>
  typeof value === 'object' && value !== null && '$array' in value;

function nameOf(array: ArrayBufferView): ArrayNote['$array'] {
  for (const name of NAMES) if (array instanceof ARRAYS[name]) return name;
  throw new TypeError(`${array.constructor.name} cannot be kept in a checkpoint`);
}
const NAMES = ['f32', 'f64', 'i8', 'i16', 'i32', 'u8', 'u16', 'u32'] as const;
