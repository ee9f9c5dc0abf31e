import { decompressFrame, type ParsedGif, parseGIF } from 'gifuct-js';
import { type DecodedFrame, requireFrame, UnreadableClip } from './frames';

/**
 * The frames of a GIF, each laid over those before as its disposal says (GIF89a, section 23), on white. A frame without a time stands for a tenth of a second, as
 * browsers have it. Of a file that is cut short come the frames that are whole, and `cutShort` is called. @throws UnreadableClip with what is wrong
 */
export function* readGif(bytes: Uint8Array, cutShort: () => void): Generator<DecodedFrame> {
  const { whole, cut } = wholeFrames(bytes);
  if (cut) cutShort();
  const parsed = parse(whole);
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

/** What stands before the end of a file or, where it never comes, before the first block that is not whole. */
function wholeFrames(bytes: Uint8Array): { readonly whole: Uint8Array; readonly cut: boolean } {
  const at = (place: number) => bytes[place] ?? 0;
  const table = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let begun = 13 + table(at(10));
  while (begun < bytes.length) {
    const kind = at(begun);
    if (kind === END) return { whole: bytes.subarray(0, begun + 1), cut: false };
    if (kind !== EXTENSION && kind !== IMAGE) break;
    let place = kind === IMAGE ? begun + 11 + table(at(begun + 9)) : begun + 2;
    while (place < bytes.length && at(place) > 0) place += at(place) + 1;
    if (place >= bytes.length) break;
    begun = place + 1;
  }
  // Some programs forget the end, and nothing else is missing.
  return { whole: bytes.subarray(0, begun), cut: begun !== bytes.length };
}

/** What a block of a GIF begins with (GIF89a, appendix A). */
const [EXTENSION, IMAGE, END] = [0x21, 0x2c, 0x3b];

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
