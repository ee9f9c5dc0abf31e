import { type Clips, GenloomError } from '@/graph';
import type { PackedFrame, PackedVideo } from '@/ml/video/webm';
import { sheetsOf } from './clip-files';

/** What a film is packed into: its name, the codecs that it may have, the wanted ones first, and what they are called where none of them is there. */
export interface FilmFormat {
  readonly name: string;
  readonly codecs: readonly string[];
  readonly called: string;
}

/** How often a frame comes that can be decoded by itself. */
const WHOLE_EVERY = 60;

/** All clips as one film, side by side, coded by the browser (WebCodecs), and how many seconds it is long. @throws GenloomError `clips.no-encoder` */
export async function filmOfAll(clips: Clips, format: FilmFormat): Promise<PackedVideo & { readonly seconds: number }> {
  const { pictures, width, height } = sheetsOf(clips, 2);
  const config = await encoderFor(width, height, format);
  const frames: PackedFrame[] = [];
  let description: Uint8Array | undefined;
  let broken: Error | null = null;
  const encoder = new VideoEncoder({
    output: (chunk, about) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({ at: chunk.timestamp / 1e6, whole: chunk.type === 'key', bytes });
      const told = about?.decoderConfig?.description;
      if (told) description = copied(told);
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
  if (broken) throw noEncoder(format);
  return {
    codec: config.codec,
    width,
    height,
    frames,
    seconds: pictures.length / clips.fps,
    ...(description && { description }),
  };
}

/** What an encoder tells may change once it goes on. */
const copied = (told: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(told)
    ? new Uint8Array(told.buffer, told.byteOffset, told.byteLength).slice()
    : new Uint8Array(told).slice();

async function encoderFor(width: number, height: number, format: FilmFormat): Promise<VideoEncoderConfig> {
  if (typeof VideoEncoder === 'undefined') throw noEncoder(format);
  for (const codec of format.codecs) {
    const config: VideoEncoderConfig = { codec, width, height, bitrate: BITRATE };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported) return config;
  }
  throw noEncoder(format);
}

/** Bits a second: enough for sharp edges on small pictures. */
const BITRATE = 4_000_000;

const noEncoder = ({ name, called }: FilmFormat) =>
  new GenloomError({
    code: 'clips.no-encoder',
    title: `There is no encoder for ${name} here.`,
    detail: `Films are coded by the browser, and this one has neither ${called} for films of this size.`,
    fix: 'Save them as GIF, or open this in Chrome, Edge or Firefox.',
  });
