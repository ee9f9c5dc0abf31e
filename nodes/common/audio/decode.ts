import { AudioError } from '@/ml/audio/error';
import { isWav, type Recording, readWav } from '@/ml/audio/read-wav';
import { lacksFlac, lacksMp3, lacksOgg } from './whole';

/** A file that cannot be read: it is skipped, and `why` is told, as in “it is damaged”. */
export class UnreadableSound extends Error {
  override readonly name = 'UnreadableSound';
}

/**
 * The samples of a WAV, MP3, FLAC or Ogg Vorbis file, in a worker or in Node; what a file is goes by its first bytes, not by its name. Decoders are loaded with the
 * first file that needs them. Of a long one the first `seconds` are read, and a little more: a packed file of a few kilobytes may be days of silence.
 * @throws UnreadableSound with what is wrong
 */
export async function decodeSound(bytes: Uint8Array, seconds: number): Promise<Recording> {
  if (bytes.length === 0) throw new UnreadableSound('it is empty');
  const found = await decode(bytes, seconds);
  if (found.channels.length === 0 || found.channels[0]?.length === 0) throw new UnreadableSound('it holds no samples');
  return found;
}

async function decode(bytes: Uint8Array, seconds: number): Promise<Recording> {
  if (isWav(bytes)) return wav(bytes, seconds);
  if (begins(bytes, 'fLaC')) return flac(bytes, seconds);
  if (begins(bytes, 'OggS')) return ogg(bytes, seconds);
  if (begins(bytes, 'ID3') || isMpegFrame(bytes)) return mp3(bytes, seconds);
  const known = OTHERS.find(([letters, at]) => begins(bytes, letters, at));
  throw new UnreadableSound(known ? `${known[2]} is not read here` : 'it is no WAV, MP3, FLAC or Ogg Vorbis file');
}

/** What else a sound may come as, by the letters at a place. */
const OTHERS: readonly (readonly [letters: string, at: number, what: string])[] = [
  ['ftyp', 4, 'an MP4 or M4A file'],
  ['\x1aE\xdf\xa3', 0, 'a WebM or Matroska file'],
  ['FORM', 0, 'an AIFF file'],
  ['MThd', 0, 'a MIDI file, which holds notes and no sound,'],
  ['RF64', 0, 'a WAV file of more than 4 GB'],
];

function wav(bytes: Uint8Array, seconds: number): Recording {
  try {
    return readWav(bytes, seconds);
  } catch (error) {
    if (error instanceof AudioError)
      throw new UnreadableSound(`${lowered(error.title)} ${error.detail}`.replace(/\.$/, ''));
    throw error;
  }
}

const lowered = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

async function mp3(bytes: Uint8Array, seconds: number): Promise<Recording> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  return inPieces(new MPEGDecoder(), bytes, seconds, lacksMp3);
}

async function flac(bytes: Uint8Array, seconds: number, lacks: Lacks = lacksFlac): Promise<Recording> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  return inPieces(new FLACDecoder(), bytes, seconds, lacks);
}

async function ogg(bytes: Uint8Array, seconds: number): Promise<Recording> {
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  if (head.includes('OpusHead')) throw new UnreadableSound('an Opus file is not read here');
  if (head.includes('FLAC')) return flac(bytes, seconds, lacksOgg);
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  return inPieces(new OggVorbisDecoder(), bytes, seconds, lacksOgg);
}

interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
  readonly errors: readonly object[];
}

interface Decoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  flush?(): Promise<Decoded>;
  free(): void;
}

/** Whether a file, of which so many samples came out, is not all there. */
type Lacks = (bytes: Uint8Array, samples: number) => boolean;

/** Bytes that are decoded together. */
const PIECE = 65_536;

/** Decoders go on behind what they cannot read; what they skipped is missing from the sound, which is told as cut. Where all seconds came out, the rest does not matter. */
async function inPieces(decoder: Decoder, bytes: Uint8Array, seconds: number, lacks: Lacks): Promise<Recording> {
  await decoder.ready;
  const parts: Decoded[] = [];
  let broke = false;
  try {
    let decoded = 0;
    for (let at = 0; at < bytes.length; at += PIECE) {
      const part = await decoder.decode(bytes.subarray(at, at + PIECE));
      parts.push(part);
      decoded += part.channelData[0]?.length ?? 0;
      if (part.sampleRate > 0 && decoded > seconds * part.sampleRate) return joined(parts);
    }
    if (decoder.flush) parts.push(await decoder.flush());
  } catch {
    // What they throw is in words of their own; what came before it is kept, and told as cut.
    broke = true;
  } finally {
    decoder.free();
  }
  const found = joined(parts, broke);
  const samples = found.channels[0]?.length ?? 0;
  const short = samples <= seconds * found.sampleRate && lacks(bytes, samples);
  return { ...found, cut: found.cut || short };
}

/** @throws UnreadableSound where nothing was decoded */
function joined(parts: readonly Decoded[], broke = false): Recording {
  const heard = parts.filter(({ channelData }) => (channelData[0]?.length ?? 0) > 0);
  const [first] = heard;
  if (!first || !(first.sampleRate > 0)) throw new UnreadableSound('it is damaged');
  const length = heard.reduce((sum, { channelData }) => sum + (channelData[0]?.length ?? 0), 0);
  const channels = first.channelData.map((_, channel) => {
    const samples = new Float32Array(length);
    let at = 0;
    for (const { channelData } of heard) {
      samples.set(channelData[channel] ?? new Float32Array(), at);
      at += channelData[0]?.length ?? 0;
    }
    return samples;
  });
  return { sampleRate: first.sampleRate, channels, cut: broke || parts.some(({ errors }) => errors.length > 0) };
}

const begins = (bytes: Uint8Array, letters: string, at = 0): boolean =>
  [...letters].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Eleven bits of one, and a layer: how a frame of MPEG audio begins. */
const isMpegFrame = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 && ((bytes[1] ?? 0) & 0x06) !== 0;
