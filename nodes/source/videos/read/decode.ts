import { type DecodedFrame, UnreadableClip } from './frames';

/** The frames of a file in order; what it is goes by its first bytes, not by its name. What reads it is loaded with the first file of its kind. @throws UnreadableClip */
export async function* decodeClip(bytes: Uint8Array): AsyncGenerator<DecodedFrame> {
  if (bytes.length === 0) throw new UnreadableClip('it is empty');
  if (begins(bytes, 'GIF8')) {
    yield* (await import('./gif')).readGif(bytes);
    return;
  }
  throw new UnreadableClip('it is no GIF');
}

const begins = (bytes: Uint8Array, letters: string, at = 0): boolean =>
  [...letters].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
