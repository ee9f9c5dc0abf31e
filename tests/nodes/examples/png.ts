import { zlibSync } from 'fflate';
import { crc32 } from '@/nodes/common/read/crc32';

export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with opacity, 6 colour with opacity. */
  readonly type: 0 | 2 | 3 | 4 | 6;
  /** Bytes of each line, without the filter byte. */
  readonly lines: readonly (readonly number[])[];
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
}

/** A PNG file written by the letter of its specification, unfiltered: what a reader is held against. */
export function writePng({ width, height, depth, type, lines, palette, transparency }: PngParts): Uint8Array {
  const size = [width, height].flatMap((length) => [
    length >>> 24,
    (length >> 16) & 255,
    (length >> 8) & 255,
    length & 255,
  ]);
  return pngOf([
    ['IHDR', [...size, depth, type, 0, 0, 0]],
    ...(palette ? [['PLTE', palette] as const] : []),
    ...(transparency ? [['tRNS', transparency] as const] : []),
    ['IDAT', [...zlibSync(Uint8Array.from(lines.flatMap((line) => [0, ...line])))]],
    ['IEND', []],
  ]);
}

/** A PNG of these chunks, each with its checksum. */
export function pngOf(chunks: readonly (readonly [type: string, data: ArrayLike<number>])[]): Uint8Array {
  const parts = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)];
  for (const [type, data] of chunks) {
    const chunk = new Uint8Array(12 + data.length);
    const view = new DataView(chunk.buffer);
    view.setUint32(0, data.length);
    chunk.set(
      [...type].map((letter) => letter.charCodeAt(0)),
      4,
    );
    chunk.set(data, 8);
    view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
    parts.push(chunk);
  }
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** An image of one colour. */
export const plainPng = (width: number, height: number, colour: readonly [number, number, number]): Uint8Array =>
  writePng({
    width,
    height,
    depth: 8,
    type: 2,
    lines: Array.from({ length: height }, () => Array.from({ length: width }, () => colour).flat()),
  });
