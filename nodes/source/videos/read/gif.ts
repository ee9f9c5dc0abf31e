import { decompressFrame, type ParsedGif, parseGIF } from 'gifuct-js';
import { type DecodedFrame, requireFrame, UnreadableClip } from './frames';

/**
 * The frames of a GIF, each laid over those before as its disposal says (GIF89a, section 23), on white. A frame without a time stands for a tenth of a second, as
 * browsers have it. @throws UnreadableClip with what is wrong
 */
export function* readGif(bytes: Uint8Array): Generator<DecodedFrame> {
  const parsed = parse(bytes);
  const { width, height } = parsed.lsd;
  requireFrame(width, height);
  const canvas = new Uint8ClampedArray(4 * width * height).fill(255);
  let at = 0;
  for (const frame of parsed.frames) {
    if (!('image' in frame) || !frame.image) continue;
    const { left, top, width: wide, height: high } = frame.image.descriptor;
    if (left + wide > width || top + high > height) throw new UnreadableClip('a frame of it is larger than the whole');
    const before = frame.gce?.extras.disposal === RESTORED ? canvas.slice() : null;
    const { patch, delay, disposalType } = decompressed(frame, parsed);
    each(wide, high, (from, x, y) => {
      if ((patch[from + 3] ?? 0) > 0) canvas.set(patch.subarray(from, from + 4), 4 * ((top + y) * width + left + x));
    });
    yield { at, width, height, rgba: canvas };
    at += (delay || 100) / 1000;
    if (before) canvas.set(before);
    else if (disposalType === CLEARED)
      each(wide, high, (_, x, y) => {
        const to = 4 * ((top + y) * width + left + x);
        canvas.fill(255, to, to + 4);
      });
  }
}

/** What becomes of a frame when the next one comes: it is cleared away, or what was there before it comes back. */
const [CLEARED, RESTORED] = [2, 3];

function parse(bytes: Uint8Array): ParsedGif {
  try {
    return parseGIF(Uint8Array.from(bytes).buffer);
  } catch {
    throw new UnreadableClip('it is damaged');
  }
}

type ImageFrame = Parameters<typeof decompressFrame>[0];

function decompressed(frame: ImageFrame, { gct }: ParsedGif) {
  try {
    return decompressFrame(frame, gct, true);
  } catch {
    throw new UnreadableClip('it is damaged');
  }
}

function each(width: number, height: number, visit: (from: number, x: number, y: number) => void): void {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) visit(4 * (y * width + x), x, y);
}
