import type { PackedVideo } from '@/ml/video/webm';
import { type DecodedFrame, requireFrame, UnreadableClip } from './frames';

/** The frames of a packed video in the order in which they are shown, by the codecs of the browser (WebCodecs). @throws UnreadableClip where there is no codec, or it gives up */
export async function* framesByCodec({
  codec,
  width,
  height,
  description,
  frames,
}: PackedVideo): AsyncGenerator<DecodedFrame> {
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
  const canvas = new OffscreenCanvas(width, height);
  const pixels = canvas.getContext('2d', { willReadFrequently: true });
  if (!pixels) throw new UnreadableClip('this browser could not draw it');
  const drawn = (frame: VideoFrame): DecodedFrame => {
    pixels.drawImage(frame, 0, 0, width, height);
    const at = frame.timestamp / 1e6;
    frame.close();
    return { at, width, height, rgba: pixels.getImageData(0, 0, width, height).data };
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
