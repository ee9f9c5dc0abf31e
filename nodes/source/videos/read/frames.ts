/** One frame of a file, and when it is shown. */
export interface DecodedFrame {
  /** Seconds from the beginning. */
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and how opaque, a byte each; valid until the next frame is asked for. */
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** A file that cannot be read: it is skipped, and `why` is told, as in “it is damaged”. */
export class UnreadableClip extends Error {
  override readonly name = 'UnreadableClip';
}

/** The most pixels of one frame: 4K, and no bomb of a few kilobytes. */
const MOST_PIXELS = 9_000_000;

/** @throws UnreadableClip for frames without pixels, or with too many */
export function requireFrame(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw new UnreadableClip('its frames have no pixels');
  if (width * height > MOST_PIXELS)
    throw new UnreadableClip(
      `its frames have ${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels, too many`,
    );
}
