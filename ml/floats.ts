/** How many bytes a number of each type has, by safetensors' names for them. */
export const BYTES = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  U64: 8,
  I32: 4,
  U32: 4,
  I16: 2,
  U16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
} as const;
export type NumberType = keyof typeof BYTES;

/** The types that {@link floatsOf} turns into float32. */
export const READ_TYPES = ['F32', 'F16', 'BF16'] as const;
export type ReadType = (typeof READ_TYPES)[number];

/**
 * Little-endian numbers as float32, exactly. F32 that lies aligned is not copied: the result is then a view of the same memory, which nobody may write to.
 * Typed arrays are little endian on every machine that runs this.
 */
export function floatsOf(bytes: Uint8Array, type: ReadType): Float32Array<ArrayBuffer> {
  const size = BYTES[type];
  const { buffer, byteOffset, length } = aligned(bytes, size);
  const count = length / size;
  if (type === 'F32') return new Float32Array(buffer, byteOffset, count);
  const words = new Uint16Array(buffer, byteOffset, count);
  const numbers = new Float32Array(count);
  if (type === 'BF16') {
    // bfloat16 is the upper half of a float32.
    const bits = new Uint32Array(numbers.buffer);
    for (let index = 0; index < count; index++) bits[index] = (words[index] ?? 0) << 16;
    return numbers;
  }
  const table = halves();
  for (let index = 0; index < count; index++) numbers[index] = table[words[index] ?? 0] ?? 0;
  return numbers;
}

/** The same bytes where a typed array of numbers of this size may begin, and in memory that only this thread has. */
function aligned(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes;
  if (buffer instanceof ArrayBuffer && byteOffset % size === 0) return new Uint8Array(buffer, byteOffset, length);
  return new Uint8Array(bytes);
}

let table: Float32Array | null = null;

/** All 65,536 numbers of IEEE 754 binary16, by their bits. */
function halves(): Float32Array {
  table ??= Float32Array.from({ length: 0x1_0000 }, (_, bits) => halfToNumber(bits));
  return table;
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
