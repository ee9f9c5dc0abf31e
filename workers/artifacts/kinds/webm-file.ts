import { type Clips, GenloomError } from '@/graph';
import { type PackedFrame, writeWebm } from '@/ml/video/webm';
import { sheetsOf } from './clip-files';

/** How often a frame comes that can be decoded by itself. */
const WHOLE_EVERY = 60;

/** All clips as a WebM film, side by side, coded by the browser as VP9 or VP8. @throws GenloomError where there is no such encoder */
export async function webmOfAll(clips: Clips): Promise<Uint8Array> {
  const { pictures, width, height } = sheetsOf(clips, 2);
  const config = await encoderFor(width, height);
  const frames: PackedFrame[] = [];
  let broken: Error | null = null;
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({ at: chunk.timestamp / 1e6, whole: chunk.type === 'key', bytes });
    },
    error: (error) => {
      broken = error;
    },
  });
  encoder.configure(config);
  try {
    for (const [place, picture] of pictures.entries()) {
      const timestamp = Math.round((1e6 * place) / clips.fps);
      const frame = new VideoFrame(picture, { format: 'RGBX', codedWidth: width, codedHeight: height, timestamp });
      encoder.encode(frame, { keyFrame: place % WHOLE_EVERY === 0 });
      frame.close();
    }
    await encoder.flush();
  } finally {
    if (encoder.state !== 'closed') encoder.close();
  }
  if (broken) throw noEncoder();
  return writeWebm({ codec: config.codec, width, height, frames }, pictures.length / clips.fps);
}

async function encoderFor(width: number, height: number): Promise<VideoEncoderConfig> {
  if (typeof VideoEncoder === 'undefined') throw noEncoder();
  for (const codec of ['vp09.00.10.08', 'vp8']) {
    const config: VideoEncoderConfig = { codec, width, height, bitrate: BITRATE };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported) return config;
  }
  throw noEncoder();
}

/** Bits a second: enough for sharp edges on small pictures. */
const BITRATE = 4_000_000;

const noEncoder = () =>
  new GenloomError({
    code: 'clips.no-encoder',
    title: 'There is no encoder for WebM here.',
    detail: 'Films are coded by the browser, and this one has neither VP9 nor VP8.',
    fix: 'Save them as GIF, or open this in Chrome, Edge or Firefox.',
  });
