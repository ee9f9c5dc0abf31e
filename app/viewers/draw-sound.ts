import type { AudioView } from '@/graph';

/** Columns of a wave: as fine as a panel is wide. */
const COLUMNS = 480;
const WAVE_HEIGHT = 96;

/** The wave of a sound: in each column from its least to its greatest sample, in the colour of the text. */
export function drawWave(canvas: HTMLCanvasElement, samples: Float32Array): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  canvas.width = COLUMNS;
  canvas.height = WAVE_HEIGHT;
  context.fillStyle = getComputedStyle(canvas).color;
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-4);
  for (let column = 0; column < COLUMNS; column++) {
    const from = Math.floor((column * samples.length) / COLUMNS);
    const to = Math.max(from + 1, Math.floor(((column + 1) * samples.length) / COLUMNS));
    let [least, most] = [0, 0];
    for (const value of samples.subarray(from, to)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    const top = (WAVE_HEIGHT / 2) * (1 - most / peak);
    context.fillRect(column, top, 1, Math.max(1, ((most - least) / peak) * (WAVE_HEIGHT / 2)));
  }
}

/** A spectrogram as it comes, row by row from the top: dark where nothing is heard, in the colours of a flame where much is, in either theme. */
export function drawSpectrum(
  canvas: HTMLCanvasElement,
  { width, height, levels }: AudioView['sounds'][number]['spectrogram'],
): void {
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return;
  canvas.width = width;
  canvas.height = height;
  const image = context.createImageData(width, height);
  const bytes = atob(levels);
  for (let place = 0; place < width * height; place++)
    image.data.set([...flame(bytes.charCodeAt(place) / 255), 255], 4 * place);
  context.putImageData(image, 0, 0);
}

/** From nearly black over violet and orange to pale yellow, ever lighter, so that it reads in grey too. */
function flame(level: number): readonly [number, number, number] {
  const place = level * (FLAME.length - 1);
  const at = Math.min(FLAME.length - 2, Math.floor(place));
  const mix = (channel: 0 | 1 | 2) => {
    const [left, right] = [FLAME[at]?.[channel] ?? 0, FLAME[at + 1]?.[channel] ?? 0];
    return left + (place - at) * (right - left);
  };
  return [mix(0), mix(1), mix(2)];
}

const FLAME: readonly (readonly [number, number, number])[] = [
  [12, 8, 28],
  [66, 15, 108],
  [147, 38, 103],
  [221, 81, 58],
  [252, 165, 10],
  [252, 255, 190],
];
