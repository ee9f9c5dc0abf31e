/** What is used of gifenc, which has no types of its own. */
declare module 'gifenc' {
  export type Palette = number[][];

  export interface Frame {
    readonly palette?: Palette;
    /** Milliseconds, which a GIF keeps in hundredths of a second. */
    readonly delay?: number;
    /** 0 goes on for ever. */
    readonly repeat?: number;
  }

  export function GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, frame?: Frame): void;
    finish(): void;
    bytes(): Uint8Array;
  };

  /** Up to so many colours for pixels of four bytes each. */
  export function quantize(rgba: Uint8Array, colours: number): Palette;
  /** The place in the palette of each pixel of four bytes. */
  export function applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}
