import { hash } from '@/graph';
import { fromJson, toJson } from './codec';

/** A stored thing inside a file: where it lies, its digest, and what is known about it without reading it. */
export interface Entry<Meta> {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
  readonly sha256: string;
  readonly meta: Meta;
}

const MAGIC = [0x47, 0x4c, 0x4d, 0x31]; // GLM1

/** One file of several entries: `GLM1`, the length of the header (4 bytes, little endian), the header as JSON, the bytes one after another. */
export function writeContainer<Meta>(
  items: readonly { readonly key: string; readonly meta: Meta; readonly bytes: Uint8Array }[],
): Uint8Array {
  let offset = 0;
  const entries = items.map(({ key, meta, bytes }): Entry<Meta> => {
    const entry = { key, offset, length: bytes.length, sha256: hash(bytes), meta };
    offset += bytes.length;
    return entry;
  });
  const header = toJson(entries);
  const whole = new Uint8Array(8 + header.length + offset);
  whole.set(MAGIC);
  new DataView(whole.buffer).setUint32(4, header.length, true);
  whole.set(header, 8);
  items.forEach(({ bytes }, index) => {
    whole.set(bytes, 8 + header.length + (entries[index]?.offset ?? 0));
  });
  return whole;
}

/** The entries of a container and where their bytes begin; null for what is no container or was cut short. */
export function readContainer<Meta>(
  whole: Uint8Array,
): { readonly entries: readonly Entry<Meta>[]; readonly start: number } | null {
  if (whole.length < 8 || MAGIC.some((byte, index) => whole[index] !== byte)) return null;
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(4, true);
  const start = 8 + length;
  if (start > whole.length) return null;
  const entries = headerOf<Meta>(whole.subarray(8, start));
  const complete = entries?.every((entry) => start + entry.offset + entry.length <= whole.length);
  return entries && complete ? { entries, start } : null;
}

/** An entry's bytes; null when they are not what was written. */
export function bytesOf(
  whole: Uint8Array,
  start: number,
  { offset, length, sha256 }: Entry<unknown>,
): Uint8Array | null {
  const bytes = whole.slice(start + offset, start + offset + length);
  return hash(bytes) === sha256 ? bytes : null;
}

function headerOf<Meta>(bytes: Uint8Array): readonly Entry<Meta>[] | null {
  try {
    const entries = fromJson<readonly Entry<Meta>[]>(bytes);
    return Array.isArray(entries) ? entries : null;
  } catch {
    return null;
  }
}
