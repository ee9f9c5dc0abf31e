import type { PackedVideo } from '@/ml/video/webm';
import { type DecodedFrame, requireFrame, UnreadableClip } from './frames';
import { placedBy, type Turn } from './turn';

/** The frames of a packed video in the order in which they are shown, and turned as they are shown, by the codecs of the browser (WebCodecs). @throws UnreadableClip where there is no codec, or it gives up */
export async function* framesByCodec({
  codec,
  width,
  height,
  description,
  frames,
  turn = [1, 0, 0, 1],
}: PackedVideo & { readonly turn?: Turn }): AsyncGenerator<DecodedFrame> {
  requireFrame(width, height);
  if (typeof VideoDecoder === 'undefined')
    throw new UnreadableClip('only a browser decodes MP4 and WebM, and this one cannot; a GIF is read everywhere');
  const config: VideoDecoderConfig = {
    codec,
    codedWidth: width,
    codedHeight: height,
    ...(description && { description }),
  };
  const { supported } = await VideoDecoder.isConfigSupported(config).catch(() => ({ supported: false }));
  if (!supported)
    throw new UnreadableClip(`it is coded as ${nameOf(codec)}, which this browser cannot decode; try VP9 or a GIF`);
  const ready: VideoFrame[] = [];
  let broken: Error | null = null;
  const decoder = new VideoDecoder({
    output: (frame) => ready.push(frame),
    error: (error) => {
      broken = error;
    },
  });
  decoder.configure(config);
  const placed = placedBy(turn, width, height);
  const canvas = new OffscreenCanvas(placed.width, placed.height);
  const pixels = canvas.getContext('2d', { willReadFrequently: true });
  if (!pixels) throw new UnreadableClip('this browser could not draw it');
  pixels.setTransform(...placed.transform);
  const drawn = (frame: VideoFrame): DecodedFrame => {
    pixels.drawImage(frame, 0, 0, width, height);
    const at = frame.timestamp / 1e6;
    frame.close();
    const { data: rgba } = pixels.getImageData(0, 0, placed.width, placed.height);
    return { at, width: placed.width, height: placed.height, rgba };
  };
  try {
    for (const { at, whole, bytes } of frames) {
      decoder.decode(
        new EncodedVideoChunk({ type: whole ? 'key' : 'delta', timestamp: Math.round(1e6 * at), data: bytes }),
      );
      // Not too many at once: each holds a picture.
      while (decoder.decodeQueueSize > AT_ONCE) await new Promise((resume) => setTimeout(resume, 1));
      if (broken) throw new UnreadableClip('it is damaged');
      for (let frame = ready.shift(); frame; frame = ready.shift()) yield drawn(frame);
    }
    await decoder.flush();
    for (let frame = ready.shift(); frame; frame = ready.shift()) yield drawn(frame);
  } catch (error) {
    if (error instanceof UnreadableClip) throw error;
    throw new UnreadableClip('it is damaged');
  } finally {
    for (const frame of ready) frame.close();
    if (decoder.state !== 'closed') decoder.close();
  }
}

/** Frames that are being decoded. */
const AT_ONCE = 8;

const NAMES: Readonly<Record<string, string>> = {
  avc1: 'H.264',
  avc3: 'H.264',
  hvc1: 'HEVC',
  hev1: 'HEVC',
  vp09: 'VP9',
  vp8: 'VP8',
  av01: 'AV1',
  mp4v: 'MPEG-4 Visual',
};

const nameOf = (codec: string): string => NAMES[codec.split('.')[0] ?? ''] ?? codec;
