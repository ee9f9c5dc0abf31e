import { AudioError } from './error';

/** A sound file's samples, −1 … 1, a list for each channel. */
export interface Recording {
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
  /** The file ends before its header says. */
  readonly cut: boolean;
}

const [PCM, FLOAT, EXTENSIBLE] = [1, 3, 0xfffe];

/**
 * Reads a RIFF WAVE file: PCM of 8, 16, 24 or 32 bits, or floating point of 32 or 64 (Microsoft 1991; WAVE_FORMAT_EXTENSIBLE 2001). A file that ends too early
 * gives what is there; of a long one the first `seconds` are read, and one sample more.
 * @throws AudioError `audio.no-wav`, `audio.damaged`, `audio.packed-wav`
 */
export function readWav(bytes: Uint8Array, seconds = Number.POSITIVE_INFINITY): Recording {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = chunksOf(bytes);
  const format = chunks.get('fmt ');
  const data = chunks.get('data');
  if (!format || format.end - format.start < 16 || !data)
    throw damaged(format ? 'it holds no samples' : 'it does not say how its samples are written');
  const extensible = view.getUint16(format.start, true) === EXTENSIBLE && format.end - format.start >= 26;
  const coding = view.getUint16(format.start + (extensible ? 24 : 0), true);
  const channels = view.getUint16(format.start + 2, true);
  const sampleRate = view.getUint32(format.start + 4, true);
  const bits = view.getUint16(format.start + 14, true);
  const read = readers[`${coding}/${bits}`];
  if (!read)
    throw new AudioError(
      'audio.packed-wav',
      'This WAV file is packed in a way that is not read here.',
      `Its samples are of format ${coding} with ${bits} bits; read are PCM of 8 to 32 bits and floating point.`,
      'Save it again as “WAV, 16-bit PCM”.',
    );
  if (channels < 1 || channels > 32 || sampleRate < 1) throw damaged(`it has ${channels} channels at ${sampleRate} Hz`);
  const size = bits / 8;
  const there = Math.floor((data.end - data.start) / (size * channels));
  const count = Math.min(there, Math.ceil(seconds * sampleRate) + 1);
  return {
    sampleRate,
    cut: data.cut,
    channels: Array.from({ length: channels }, (_, channel) => {
      const samples = new Float32Array(count);
      for (let n = 0; n < count; n++) samples[n] = read(view, data.start + (n * channels + channel) * size);
      return samples;
    }),
  };
}

const readers: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  [`${PCM}/8`]: (view, at) => (view.getUint8(at) - 128) / 128,
  [`${PCM}/16`]: (view, at) => view.getInt16(at, true) / 32_768,
  [`${PCM}/24`]: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608,
  [`${PCM}/32`]: (view, at) => view.getInt32(at, true) / 2_147_483_648,
  [`${FLOAT}/32`]: (view, at) => view.getFloat32(at, true),
  [`${FLOAT}/64`]: (view, at) => view.getFloat64(at, true),
};

export const isWav = (bytes: Uint8Array): boolean => named(bytes, 0) === 'RIFF' && named(bytes, 8) === 'WAVE';

interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly cut: boolean;
}

/** Where the pieces of a file lie, by their names. @throws AudioError `audio.no-wav` */
function chunksOf(bytes: Uint8Array): ReadonlyMap<string, Chunk> {
  if (!isWav(bytes))
    throw new AudioError(
      'audio.no-wav',
      'This is no WAV file.',
      'It does not begin with RIFF and WAVE.',
      'Choose a WAV file.',
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Chunk>();
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    const end = Math.min(start + size, bytes.length);
    const name = named(bytes, at);
    if (!chunks.has(name)) chunks.set(name, { start, end, cut: start + size > bytes.length });
    at = start + size + (size & 1);
  }
  return chunks;
}

/** What a file holds under a name of four letters besides its sound, if anything. @throws AudioError `audio.no-wav` */
export function chunkOf(bytes: Uint8Array, name: string): Uint8Array | null {
  const chunk = chunksOf(bytes).get(name);
  return chunk ? bytes.subarray(chunk.start, chunk.end) : null;
}

const named = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const damaged = (why: string) =>
  new AudioError(
    'audio.damaged',
    'This sound file is damaged.',
    `Something is wrong: ${why}.`,
    'Save or copy it again.',
  );
