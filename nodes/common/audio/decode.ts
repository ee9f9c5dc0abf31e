import { AudioError } from '@/ml/audio/error';
import { isWav, type Recording, readWav } from '@/ml/audio/read-wav';

/** A file that cannot be read: it is skipped, and `why` is told, as in “it is damaged”. */
export class UnreadableSound extends Error {
  override readonly name = 'UnreadableSound';
}

/**
 * The samples of a WAV, MP3, FLAC or Ogg Vorbis file, in a worker or in Node; what a file is goes by its first bytes, not by its name. Decoders are loaded with the
 * first file that needs them.
 * @throws UnreadableSound with what is wrong
 */
export async function decodeSound(bytes: Uint8Array): Promise<Recording> {
  if (bytes.length === 0) throw new UnreadableSound('it is empty');
  const found = await decode(bytes);
  if (found.channels.length === 0 || found.channels[0]?.length === 0) throw new UnreadableSound('it holds no samples');
  return found;
}

async function decode(bytes: Uint8Array): Promise<Recording> {
  if (isWav(bytes)) return wav(bytes);
  if (begins(bytes, 'fLaC')) return flac(bytes);
  if (begins(bytes, 'OggS')) return ogg(bytes);
  if (begins(bytes, 'ID3') || isMpegFrame(bytes)) return mp3(bytes);
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

function wav(bytes: Uint8Array): Recording {
  try {
    return readWav(bytes);
  } catch (error) {
    if (error instanceof AudioError)
      throw new UnreadableSound(`${lowered(error.title)} ${error.detail}`.replace(/\.$/, ''));
    throw error;
  }
}

const lowered = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
  readonly errors: readonly object[];
}

async function mp3(bytes: Uint8Array): Promise<Recording> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    return recording(decoder.decode(bytes));
  } finally {
    decoder.free();
  }
}

async function flac(bytes: Uint8Array): Promise<Recording> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  return file(new FLACDecoder(), bytes);
}

async function ogg(bytes: Uint8Array): Promise<Recording> {
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  if (head.includes('OpusHead')) throw new UnreadableSound('an Opus file is not read here');
  if (head.includes('FLAC')) return flac(bytes);
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  return file(new OggVorbisDecoder(), bytes);
}

interface FileDecoder {
  readonly ready: Promise<void>;
  decodeFile(bytes: Uint8Array): Promise<Decoded>;
  free(): void;
}

async function file(decoder: FileDecoder, bytes: Uint8Array): Promise<Recording> {
  await decoder.ready;
  try {
    return recording(await decoder.decodeFile(bytes));
  } catch (error) {
    if (error instanceof UnreadableSound) throw error;
    throw new UnreadableSound('it is damaged');
  } finally {
    decoder.free();
  }
}

/** Decoders go on behind what they cannot read; what they skipped is missing from the sound. */
function recording({ channelData, sampleRate, errors }: Decoded): Recording {
  if (channelData.length === 0 || channelData[0]?.length === 0 || !(sampleRate > 0))
    throw new UnreadableSound('it is damaged');
  return { sampleRate, channels: channelData, cut: errors.length > 0 };
}

const begins = (bytes: Uint8Array, letters: string, at = 0): boolean =>
  [...letters].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Eleven bits of one, and a layer: how a frame of MPEG audio begins. */
const isMpegFrame = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 && ((bytes[1] ?? 0) & 0x06) !== 0;
