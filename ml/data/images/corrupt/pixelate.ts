import { resizeImages } from '../resize';
import type { Pixels } from './pixels';

/** Makes an image of fewer pixels, each the mean of what it covers, and shows these as they are. */
export function pixelate({ height, width, channels, data }: Pixels, share: number): void {
  const small = { height: Math.max(1, Math.floor(height * share)), width: Math.max(1, Math.floor(width * share)) };
  const shrunk = resizeImages(
    { shape: [height, width, channels], count: 1, data: data.slice() },
    { ...small, method: 'area' },
  );
  const source = (place: number, from: number, to: number) => Math.floor(((place + 0.5) * from) / to);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let channel = 0; channel < channels; channel++)
        data[(row * width + column) * channels + channel] =
          shrunk.data[
            (source(row, small.height, height) * small.width + source(column, small.width, width)) * channels + channel
          ] ?? 0;
}
