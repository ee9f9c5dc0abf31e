import type { ImagesView } from '@/graph';

/** One of many images by itself. */
export function oneImage(images: ImagesView, at: number): ImagesView {
  const size = images.width * images.height * images.channels;
  const { captions: _, columns: __, caption: ___, ...rest } = images;
  return { ...rest, count: 1, pixels: btoa(atob(images.pixels).slice(at * size, (at + 1) * size)) };
}
