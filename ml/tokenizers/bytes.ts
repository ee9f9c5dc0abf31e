/**
 * GPT-2's byte-level alphabet: each of the 256 bytes has one printable character, so that a piece of bytes can be written as a piece of
 * text. Printable bytes of Latin-1 stand for themselves, the others for U+0100 and on (Radford et al. 2019, `bytes_to_unicode`).
 */
const BYTE_CHARACTERS: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPrintable(byte) ? byte : next++));
})();

/** The byte that a character of the byte-level alphabet stands for, by its code unit; -1 for others. */
const BYTE_OF_UNIT: Int16Array = (() => {
  const table = new Int16Array(512).fill(-1);
  BYTE_CHARACTERS.forEach((character, byte) => {
    table[character.charCodeAt(0)] = byte;
  });
  return table;
})();

/** The alphabet in the order of its code points, which is the order of GPT-2's first 256 ids. */
export const BYTE_ALPHABET: readonly string[] = [...BYTE_CHARACTERS].sort();

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** Text as UTF-8. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** UTF-8 as text; bytes that are not UTF-8 become U+FFFD. */
export const textOfBytes = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Half of a surrogate pair has no UTF-8: it becomes U+FFFD, as in every encoder of the web platform. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** Text in the byte-level alphabet: its UTF-8, one character a byte. */
export function toByteLevel(text: string): string {
  let ascii = true;
  for (let index = 0; index < text.length && ascii; index++) {
    const unit = text.charCodeAt(index);
    ascii = unit > 32 && unit < 127;
  }
  if (ascii) return text;
  let written = '';
  for (const byte of encoder.encode(text)) written += BYTE_CHARACTERS[byte];
  return written;
}

/** The bytes that a piece in the byte-level alphabet stands for, or undefined when it has other characters. */
export function bytesOfPiece(piece: string): Uint8Array | undefined {
  const bytes = new Uint8Array(piece.length);
  for (let index = 0; index < piece.length; index++) {
    const unit = piece.charCodeAt(index);
    const byte = unit < 512 ? (BYTE_OF_UNIT[unit] ?? -1) : -1;
    if (byte < 0) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}

/** The piece that stands for one byte where a vocabulary has byte fallback: `<0x0A>`. */
export const fallbackPiece = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;

/** The byte of a fallback piece, or -1. */
export const fallbackByte = (piece: string): number =>
  piece.length === 6 && /^<0x[0-9A-F]{2}>$/.test(piece) ? Number.parseInt(piece.slice(3, 5), 16) : -1;

/** Bytes for people to read: text where they are UTF-8, `<0xE2>` where they are only part of a character. */
export function printableBytes(bytes: Uint8Array): string {
  let shown = '';
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes[index] ?? 0);
    const character = decodeStrictly(bytes.subarray(index, index + length));
    shown += character ?? fallbackPiece(bytes[index] ?? 0);
    index += character === undefined ? 1 : length;
  }
  return shown;
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const sequenceLength = (lead: number) => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

function isPrintable(byte: number): boolean {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}
