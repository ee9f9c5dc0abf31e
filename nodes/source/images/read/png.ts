import { type DecodedPng, decode } from 'fast-png';
import { Unzlib } from 'fflate';

/**
 * Pixels of a PNG file as `height × width × 4` bytes, red, green, blue and how opaque. For where no browser decodes it. What is unpacked is bounded by the
 * size that the file says it has, and only what makes the picture is read. @throws Error when it is damaged
 */
export function decodePng(bytes: Uint8Array): Uint8Array {
  const parts = chunksOf(bytes).filter(({ type }) => NEEDED.has(type));
  const packed = parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const picture = join([bytes.subarray(0, 8), ...parts.map(({ whole }) => whole)]);
  refuseBomb(bytes, packed);
  const png = decode(picture, { checkCrc: true });
  const samples = samplesOf(png);
  const rgba = new Uint8Array(4 * png.width * png.height);
  for (let pixel = 0; pixel < png.width * png.height; pixel++) rgba.set(colourOf(png, samples, pixel), 4 * pixel);
  return rgba;
}

/** Texts, profiles and animations are left out: some are packed too, and none makes the picture. */
const NEEDED = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

function chunksOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: { readonly type: string; readonly data: Uint8Array; readonly whole: Uint8Array }[] = [];
  for (let place = 8; place < bytes.length; ) {
    const length = view.getUint32(place);
    const end = place + 12 + length;
    if (end > bytes.length) throw new RangeError('it is cut short');
    const type = String.fromCharCode(...bytes.subarray(place + 4, place + 8));
    chunks.push({ type, data: bytes.subarray(place + 8, end - 4), whole: bytes.subarray(place, end) });
    if (type === 'IEND') break;
    place = end;
  }
  if (chunks[0]?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND') throw new RangeError('it is cut short');
  return chunks;
}

/** Unpacks once without keeping anything, and stops where more comes out than the picture can have (it has fewer than twice its bytes when interlaced). */
function refuseBomb(bytes: Uint8Array, packed: readonly Uint8Array[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const bits = (bytes[24] ?? 0) * (CHANNELS[bytes[25] ?? 0] ?? 4);
  const line = 1 + Math.ceil((width * bits) / 8);
  const isInterlaced = bytes[28] === 1;
  let total = 0;
  const inflater = new Unzlib((chunk) => {
    total += chunk.length;
    if (total > (isInterlaced ? 2 : 1) * line * height + 65_536)
      throw new RangeError('it unpacks to more than it should');
  });
  const PIECE = 16_384;
  for (const data of packed)
    for (let place = 0; place < data.length; place += PIECE) inflater.push(data.subarray(place, place + PIECE), false);
  if (!isInterlaced && total < line * height) throw new RangeError('pixels are missing');
}

/** Of each colour type (PNG specification, table 11.1). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** One number for each sample, 0 … 255 or an index: those of less than 8 bits stand several in a byte, lines apart. */
function samplesOf({ data, depth, width, height, channels, palette }: DecodedPng): Uint8Array {
  if (depth === 16) return Uint8Array.from(data, (value) => value >> 8);
  if (depth === 8) return Uint8Array.from(data);
  const line = Math.ceil((width * channels * depth) / 8);
  const most = 2 ** depth - 1;
  return Uint8Array.from({ length: width * height * channels }, (_, at) => {
    const [row, column] = [Math.floor(at / (width * channels)), at % (width * channels)];
    const bit = column * depth;
    const value = ((data[row * line + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & most;
    return palette ? value : Math.round((255 * value) / most);
  });
}

function colourOf(
  { channels, palette, transparency, depth }: DecodedPng,
  samples: Uint8Array,
  pixel: number,
): number[] {
  const at = pixel * channels;
  const [first = 0, second = 0, third = 0, fourth = 255] = samples.subarray(at, at + channels);
  if (palette) {
    const colour = palette.at(first);
    if (!colour) throw new RangeError('a colour is missing');
    const [red = 0, green = 0, blue = 0, opacity = 255] = colour;
    return [red, green, blue, opacity];
  }
  if (channels === 2) return [first, first, first, second];
  const isClear = (values: readonly number[]) =>
    transparency?.length === values.length &&
    values.every((value, index) => value === eightBits(transparency[index] ?? 0, depth));
  if (channels === 1) return [first, first, first, isClear([first]) ? 0 : 255];
  return [first, second, third, channels === 3 && isClear([first, second, third]) ? 0 : fourth];
}

const eightBits = (value: number, depth: number): number =>
  depth === 16 ? value >> 8 : Math.round((255 * value) / (2 ** depth - 1));

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
