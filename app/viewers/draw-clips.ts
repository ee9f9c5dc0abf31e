import type { ClipsView } from '@/graph';

/** The bytes of all clips of a view. */
export const bytesOfClips = (pixels: string): Uint8Array =>
  Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0));

/** Pixels between frames that are laid side by side. */
const GAP = 1;

/** One frame of one clip, each pixel as it is. */
export function drawFrame(canvas: HTMLCanvasElement, view: ClipsView, pixels: Uint8Array, clip: number, frame: number) {
  sized(canvas, view.width, view.height)?.putImageData(imageOf(view, pixels, clip, frame), 0, 0);
}

/** All frames of one clip from the left to the right. */
export function drawStrip(canvas: HTMLCanvasElement, view: ClipsView, pixels: Uint8Array, clip: number) {
  const { width, height, frames } = view;
  const context = sized(canvas, frames * (width + GAP) - GAP, height);
  for (let frame = 0; frame < frames; frame++)
    context?.putImageData(imageOf(view, pixels, clip, frame), frame * (width + GAP), 0);
}

function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return canvas.getContext('2d');
}

function imageOf(
  { width, height, channels, frames }: ClipsView,
  pixels: Uint8Array,
  clip: number,
  frame: number,
): ImageData {
  const image = new ImageData(width, height);
  const from = (clip * frames + frame) * width * height * channels;
  for (let place = 0; place < width * height; place++) {
    for (let channel = 0; channel < 3; channel++)
      image.data[4 * place + channel] = pixels[from + place * channels + (channels === 3 ? channel : 0)] ?? 0;
    image.data[4 * place + 3] = 255;
  }
  return image;
}
