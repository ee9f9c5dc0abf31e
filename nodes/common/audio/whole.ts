/**
 * Whether packed sound files are all there. Their decoders go on behind what they cannot read and come to an end wherever a file does, without a word: only the file
 * itself says how much there should be.
 */

/** A FLAC file of which fewer samples came out than its STREAMINFO says (RFC 9639, section 8.2); it may leave that open. */
export function lacksFlac(bytes: Uint8Array, samples: number): boolean {
  if (bytes.length < 26) return true;
  const view = viewOf(bytes);
  const said = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
  return samples < said;
}

/**
 * An Ogg file whose pages do not follow one another up to the last of each stream, or of which one does not match its checksum (RFC 3533, section 6). What comes behind
 * the last page is not looked at.
 */
export function lacksOgg(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  /** Streams that have begun and not come to their end, with the numbers of their last pages. */
  const open = new Map<number, number>();
  for (let at = 0; at === 0 || open.size > 0 || begins(bytes, 'OggS', at); ) {
    if (at + 27 > bytes.length || !begins(bytes, 'OggS', at)) return true;
    const head = at + 27 + view.getUint8(at + 26);
    const end = bytes.subarray(at + 27, head).reduce((sum, size) => sum + size, head);
    if (end > bytes.length || pageChecksum(bytes.subarray(at, end)) !== view.getUint32(at + 22, true)) return true;
    const [stream, number] = [view.getUint32(at + 14, true), view.getUint32(at + 18, true)];
    const before = open.get(stream);
    if (before !== undefined && number !== before + 1) return true;
    if (view.getUint8(at + 5) & LAST_PAGE) open.delete(stream);
    else open.set(stream, number);
    at = end;
  }
  return false;
}

const LAST_PAGE = 4;

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder << 1) ^ (remainder < 0 ? 0x04c11db7 : 0);
  return remainder;
});

/** The CRC-32 of Ogg, which begins at 0 and takes the highest bit first; its own four bytes count as 0. */
function pageChecksum(page: Uint8Array): number {
  let remainder = 0;
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0);
    remainder = (remainder << 8) ^ (REMAINDERS[(remainder >>> 24) ^ byte] ?? 0);
  }
  return remainder >>> 0;
}

/**
 * An MP3 file whose last frame is cut, whose frames have a gap between them, or that has fewer of them than its encoder wrote down in its first one (“Xing” or
 * “Info”). Tags before, between and behind are none of it.
 */
export function lacksMp3(bytes: Uint8Array): boolean {
  let at = frameFrom(bytes, 0);
  if (at < 0) return true;
  const said = framesSaid(bytes, at);
  let frames = 0;
  while (at < bytes.length) {
    const size = frameSize(bytes, at);
    if (size === null) {
      const tag = tagSize(bytes, at);
      if (tag === 0) {
        // Of the last one not even the head is whole.
        if (bytes[at] === 0xff && at + 4 > bytes.length) return true;
        // Behind the sound may be anything; what goes on as sound was torn apart.
        if (frameFrom(bytes, at) >= 0) return true;
        break;
      }
      at += tag;
      continue;
    }
    // A free bit rate: how long its frames are nobody says.
    if (size === 0) return false;
    if (at + size > bytes.length) return true;
    frames += 1;
    at += size;
  }
  // Some encoders count the first one, which holds no sound, and some do not.
  return said !== null && frames < said;
}

/** Where the next frame begins that another, or the end, follows; −1 where none does. */
function frameFrom(bytes: Uint8Array, from: number): number {
  for (let at = from + tagSize(bytes, from); at + 4 <= bytes.length; at++) {
    const size = frameSize(bytes, at);
    if (size === 0) return at;
    if (size !== null && (at + size === bytes.length || frameSize(bytes, at + size) !== null)) return at;
  }
  return -1;
}

/** Kilobits a second, by the bits of version and layer (ISO 11172-3, 13818-3). */
const RATES: Readonly<Record<string, readonly number[]>> = {
  '1/1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1/2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1/3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2/1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2/2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2/3': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** Bytes of the frame that begins here: 0 where its head leaves that open, null where none begins. */
function frameSize(bytes: Uint8Array, at: number): number | null {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3);
  if (at + 4 > bytes.length || sync !== 0xff || (kind & 0xe0) !== 0xe0) return null;
  const [version, layer] = [(kind >> 3) & 3, 4 - ((kind >> 1) & 3)];
  const hertz = [44_100, 48_000, 32_000][(rates >> 2) & 3];
  const kilobits = RATES[`${version === 3 ? 1 : 2}/${layer}`]?.[rates >> 4];
  if (version === 1 || hertz === undefined || kilobits === undefined) return null;
  if (kilobits === 0) return 0;
  const samplesPerSecond = hertz / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (rates >> 1) & 1;
  if (layer === 1) return 4 * (Math.floor((12_000 * kilobits) / samplesPerSecond) + padding);
  const slots = layer === 3 && version !== 3 ? 72_000 : 144_000;
  return Math.floor((slots * kilobits) / samplesPerSecond) + padding;
}

/** How many frames there are, where this first one says so. */
function framesSaid(bytes: Uint8Array, first: number): number | null {
  const [, kind = 0, , mode = 0] = bytes.subarray(first, first + 4);
  const [newer, mono] = [((kind >> 3) & 3) === 3, mode >> 6 === 3];
  const at = first + 4 + (newer ? (mono ? 17 : 32) : mono ? 9 : 17);
  if (!begins(bytes, 'Xing', at) && !begins(bytes, 'Info', at)) return null;
  return at + 12 <= bytes.length && (bytes[at + 7] ?? 0) & 1 ? viewOf(bytes).getUint32(at + 8) : null;
}

/** Bytes of the tag that begins here: ID3v2 before the sound, ID3v1 of 128 bytes behind it. */
function tagSize(bytes: Uint8Array, at: number): number {
  if (begins(bytes, 'TAG', at)) return 128;
  if (!begins(bytes, 'ID3', at)) return 0;
  const size = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => 128 * sum + (byte & 0x7f), 0);
  return 10 + size + ((bytes[at + 5] ?? 0) & 0x10 ? 10 : 0);
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const begins = (bytes: Uint8Array, letters: string, at: number): boolean =>
  [...letters].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
