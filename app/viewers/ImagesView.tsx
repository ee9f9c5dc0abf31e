import { useEffect, useRef } from 'react';
import { captionLines, imagesSaid, ROWS } from './images-said';
import type { ViewerProps } from './props';
import styles from './viewers.module.css';

/** Small images side by side, each pixel as it is. */
export function ImagesView({ view, large }: ViewerProps<'images'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { count, caption } = view;
  const columns = columnsOf(view);
  useEffect(() => {
    if (canvas.current) drawImages(canvas.current, view, columns);
  }, [view, columns]);
  const words = imagesSaid(view);
  const lines = words.startsWith(ROWS) ? null : captionLines(view, columns);
  return (
    <>
      <canvas
        ref={canvas}
        className={styles.images}
        data-large={large || undefined}
        role="img"
        aria-label={`${count} image${count === 1 ? '' : 's'}${words ? `: ${words}` : ''}`}
      />
      {large && lines && (
        <ol className={`${styles.soft} ${styles.captions}`}>
          {lines.map((line, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and their order is what they are
            <li key={row}>{line}</li>
          ))}
        </ol>
      )}
      {large && words && !lines && <p className={styles.soft}>{words}</p>}
      {caption && <p className={styles.soft}>{caption}</p>}
    </>
  );
}

type Images = ViewerProps<'images'>['view'];

/** As square as the images allow, unless rows are given. */
const columnsOf = ({ columns, count, width, height }: Images): number =>
  columns ?? Math.max(1, Math.min(count, Math.ceil(Math.sqrt((count * height * 1.6) / width))));

function drawImages(canvas: HTMLCanvasElement, { width, height, channels, count, pixels }: Images, columns: number) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const gap = 1;
  canvas.width = columns * (width + gap) - gap;
  canvas.height = Math.ceil(count / columns) * (height + gap) - gap;
  const bytes = Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0));
  for (let index = 0; index < count; index++) {
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const from = (index * width * height + pixel) * channels;
      for (let channel = 0; channel < 3; channel++)
        image.data[4 * pixel + channel] = bytes[from + (channels === 3 ? channel : 0)] ?? 0;
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, (index % columns) * (width + gap), Math.floor(index / columns) * (height + gap));
  }
}
