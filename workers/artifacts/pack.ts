import { fromJson, toJson } from './codec';

/**
 * Plain data with typed arrays inside (training checkpoints) as bytes: the length of a JSON part (4 bytes, little endian), the JSON with a note in the place
 * of each array, then the arrays one after another, each at a multiple of 8.
 */
export function pack(value: unknown): Uint8Array {
  const arrays: (Float32Array | Int32Array)[] = [];
  let end = 0;
  const replace = (inner: unknown): unknown => {
    if (inner instanceof Float32Array || inner instanceof Int32Array) {
      const note: ArrayNote = { $array: inner instanceof Float32Array ? 'f32' : 'i32', at: end, length: inner.length };
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
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const start = Math.ceil((4 + length) / 8) * 8;
  const restore = (inner: unknown): unknown => {
    if (isArrayNote(inner)) {
      const part = bytes.slice(start + inner.at, start + inner.at + inner.length * 4).buffer;
      return inner.$array === 'f32' ? new Float32Array(part) : new Int32Array(part);
    }
    if (Array.isArray(inner)) return inner.map(restore);
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(Object.entries(inner).map(([key, member]) => [key, restore(member)]));
    return inner;
  };
  return restore(fromJson(bytes.subarray(4, 4 + length)));
}

interface ArrayNote {
  readonly $array: 'f32' | 'i32';
  readonly at: number;
  readonly length: number;
}
const isArrayNote = (value: unknown): value is ArrayNote =>
  typeof value === 'object' && value !== null && '$array' in value;
