import { NetworkError } from '../network';
import { reshape, type Tensor, transpose } from '../tf';
import { fromPatches, toPatches } from './patches';

/** How a clip is cut: so many frames, of patches of so many pixels each way. */
export interface Cut {
  readonly frames: number;
  readonly height: number;
  readonly width: number;
  /** Frames of one tubelet. */
  readonly span: number;
  readonly patch: number;
}

/**
 * A clip as tubelets, blocks of `span` frames of `patch × patch` pixels: `[B, frames, H, W, C] → [B, frames / span · places, span · patch² · C]`, those of the same
 * frames together, and row by row (Arnab et al. 2021, section 3.2). The numbers of a tubelet follow each other by frame, row, column and channel.
 */
export function toTubelets(clips: Tensor, { frames, height, width, span, patch }: Cut): Tensor {
  if (frames % span !== 0) throw new NetworkError(`${frames} frames do not divide into tubelets of ${span}.`);
  const channels = clips.shape.at(-1) ?? 0;
  const batch = clips.shape[0] ?? 0;
  const squares = toPatches(reshape(clips, [batch * frames, height, width, channels]), patch);
  const [, places = 0, numbers = 0] = squares.shape;
  const turned = transpose(reshape(squares, [(batch * frames) / span, span, places, numbers]), [0, 2, 1, 3]);
  return reshape(turned, [batch, (frames / span) * places, span * numbers]);
}

/** The way back. */
export function fromTubelets(tubelets: Tensor, { frames, height, width, span, patch }: Cut): Tensor {
  const [batch = 0, tokens = 0, all = 0] = tubelets.shape;
  const places = (tokens * span) / frames;
  const turned = transpose(reshape(tubelets, [(batch * frames) / span, places, span, all / span]), [0, 2, 1, 3]);
  const pictures = fromPatches(reshape(turned, [batch * frames, places, all / span]), height, width, patch);
  return reshape(pictures, [batch, frames, height, width, pictures.shape.at(-1) ?? 0]);
}

/** Tokens `[B, times · places, width]` so that those of one moment attend to each other: `[B · times, places, width]`. */
export function byMoment(tokens: Tensor, times: number): Tensor {
  const [batch = 0, all = 0, width = 0] = tokens.shape;
  return reshape(tokens, [batch * times, all / times, width]);
}

/** Tokens `[B, times · places, width]` so that those at one place attend to each other over time: `[B · places, times, width]`. */
export function byPlace(tokens: Tensor, times: number): Tensor {
  const [batch = 0, all = 0, width = 0] = tokens.shape;
  const places = all / times;
  return reshape(transpose(reshape(tokens, [batch, times, places, width]), [0, 2, 1, 3]), [
    batch * places,
    times,
    width,
  ]);
}

/** The way back from {@link byPlace}. */
export function fromPlaces(rows: Tensor, places: number): Tensor {
  const [all = 0, times = 0, width = 0] = rows.shape;
  const batch = all / places;
  return reshape(transpose(reshape(rows, [batch, places, times, width]), [0, 2, 1, 3]), [batch, times * places, width]);
}
