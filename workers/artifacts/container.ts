import { hash } from '@/graph';
import { fromJson, readText, toJson, utf8 } from './codec';

/** A stored thing inside a file: where it lies, its digest, and what is known about it without reading it. */
export interface Entry<Meta> {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
  readonly sha256: string;
  readonly meta: Meta;
}
export interface Item<Meta> {
  readonly key: string;
  readonly meta: Meta;
  readonly bytes: Uint8Array;
}
export interface Container<Meta> {
  readonly entries: readonly Entry<Meta>[];
  /** Where the bytes of the entries begin. */
  readonly start: number;
}

const MAGIC = utf8.encode('GLM2');
/** The magic, the header's length (4 bytes), its SHA-256 in hexadecimal. */
const FIXED = 4 + 4 + 64;

/**
 * One file of several entries: `GLM2`, the length of the header (4 bytes, little endian), the SHA-256 of the header (64 hexadecimal digits), the header as
 * JSON, the bytes one after another.
 */
export function writeContainer<Meta>(items: readonly Item<Meta>[]): Uint8Array {
  let offset = 0;
  const entries = items.map(({ key, meta, bytes }): Entry<Meta> => {
    const entry = { key, offset, length: bytes.length, sha256: hash(bytes), meta };
    offset += bytes.length;
    return entry;
  });
  const header = toJson(entries);
  const start = FIXED + header.length;
  const whole = new Uint8Array(start + offset);
  whole.set(MAGIC);
  new DataView(whole.buffer).setUint32(4, header.length, true);
  whole.set(utf8.encode(hash(header)), 8);
  whole.set(header, FIXED);
  items.forEach(({ bytes }, index) => {
    whole.set(bytes, start + (entries[index]?.offset ?? 0));
  });
  return whole;
}

/** How many of a container's first bytes {@link readContainer} needs, told from the very first ones; null for what is no container. */
export function headLength(head: Uint8Array): number | null {
  if (head.length < FIXED || MAGIC.some((byte, index) => head[index] !== byte)) return null;
  return FIXED + new DataView(head.buffer, head.byteOffset).getUint32(4, true);
}

/**
 * The entries of a container, from the whole of it or its head.
 * @param size bytes of the whole file
 * @returns null for what is no container, was cut short, or has a damaged header
 */
export function readContainer<Meta>(head: Uint8Array, size: number = head.length): Container<Meta> | null {
  const start = headLength(head);
  if (start === null || start > head.length) return null;
  const header = head.subarray(FIXED, start);
  if (hash(header) !== readText(head.subarray(8, FIXED))) return null;
  const entries = fromJson<readonly Entry<Meta>[]>(header);
  return entries.every(({ offset, length }) => start + offset + length <= size) ? { entries, start } : null;
}

/** An entry's bytes; null when they are not what was written. */
export function bytesOf(
  whole: Uint8Array,
  { start }: Pick<Container<unknown>, 'start'>,
  { offset, length, sha256 }: Entry<unknown>,
): Uint8Array | null {
  const bytes = whole.slice(start + offset, start + offset + length);
  return hash(bytes) === sha256 ? bytes : null;
}
