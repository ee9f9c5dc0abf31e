import { readWebm } from '@/ml/video/webm';
import { type DecodedFrame, UnreadableClip } from './frames';

/**
 * The frames of a file in the order in which they are shown, up to so many seconds; what it is goes by its first bytes, not by its name. What reads it is loaded with
 * the first file of its kind. Of one that is cut short come the frames that are whole, and `cutShort` is called. @throws UnreadableClip
 */
export async function* decodeClip(
  bytes: Uint8Array,
  seconds: number,
  cutShort: () => void,
): AsyncGenerator<DecodedFrame> {
  if (bytes.length === 0) throw new UnreadableClip('it is empty');
  if (begins(bytes, 'GIF8')) {
    yield* (await import('./gif')).readGif(bytes, cutShort);
  } else if (begins(bytes, 'ftyp', 4)) {
    const { readMp4 } = await import('./mp4');
    const packed = readMp4(bytes, seconds);
    if (packed.cut) cutShort();
    yield* (await import('./by-codec')).framesByCodec(packed);
  } else if (begins(bytes, '\x1aE\xdf\xa3')) {
    const packed = readWebm(bytes, seconds);
    if (!packed) throw new UnreadableClip('it holds no video that can be read here: VP8, VP9 or AV1 in WebM');
    if (packed.cut) cutShort();
    yield* (await import('./by-codec')).framesByCodec(packed);
  } else throw new UnreadableClip('it is no GIF, MP4 or WebM file');
}

const begins = (bytes: Uint8Array, letters: string, at = 0): boolean =>
  [...letters].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
