/** Codes of four bits, −8 … 7, two in each byte: the first in its lower half. */
export function packNibbles(codes: Int8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(codes.length / 2));
  for (let at = 0; at < codes.length; at++) {
    const half = (codes[at] ?? 0) & 15;
    bytes[at >> 1] = (bytes[at >> 1] ?? 0) | (at % 2 === 0 ? half : half << 4);
  }
  return bytes;
}

/** So many codes out of bytes; fewer, where there are fewer bytes. */
export function unpackNibbles(bytes: Uint8Array | Int8Array, count: number): Int8Array {
  const codes = new Int8Array(Math.min(count, 2 * bytes.length));
  for (let at = 0; at < codes.length; at++) {
    const byte = bytes[at >> 1] ?? 0;
    // Up to the top of an int32 and down again, which brings the sign along.
    codes[at] = ((at % 2 === 0 ? byte : byte >> 4) << 28) >> 28;
  }
  return codes;
}
