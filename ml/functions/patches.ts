import { NetworkError } from '../network';
import { concat, reshape, slice, type Tensor, transpose } from '../tf';

/** Squares of `patch × patch` pixels taken together, their channels side by side: `[B, H, W, C] → [B, H / patch, W / patch, patch² · C]`. */
export function folded(images: Tensor, patch: number): Tensor {
  if (patch === 1) return images;
  const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
  if (height % patch !== 0 || width % patch !== 0)
    throw new NetworkError(`images of ${height} × ${width} pixels do not divide into patches of ${patch} × ${patch}.`);
  const [rows, columns] = [height / patch, width / patch];
  // A line of a patch lies together in memory, so that four axes are enough, which every backend turns quickly.
  const lines = reshape(images, [batch * rows, patch, columns, patch * channels]);
  return reshape(transpose(lines, [0, 2, 1, 3]), [batch, rows, columns, patch * patch * channels]);
}

/** The way back: `[B, H, W, patch² · C] → [B, patch · H, patch · W, C]`. */
export function unfolded(squares: Tensor, patch: number): Tensor {
  if (patch === 1) return squares;
  const [batch = 0, rows = 0, columns = 0, numbers = 0] = squares.shape;
  const lines = reshape(squares, [batch * rows, columns, patch, numbers / patch]);
  return reshape(transpose(lines, [0, 2, 1, 3]), [batch, patch * rows, patch * columns, numbers / patch ** 2]);
}

/** The same squares as a row of places, as transformers take them: `[B, H, W, C] → [B, places, patch² · C]`. */
export function toPatches(images: Tensor, patch: number): Tensor {
  const squares = folded(images, patch);
  const [batch = 0, rows = 0, columns = 0, numbers = 0] = squares.shape;
  return reshape(squares, [batch, rows * columns, numbers]);
}

/**
 * The same of squares that overlap, as an audio spectrogram transformer has them (Gong et al. 2021): from one to the next `step` pixels, which divides `patch`. They are put
 * together of smaller squares side by side, so the pixels of one stand in another order than in `toPatches`.
 */
export function toOverlappingPatches(images: Tensor, patch: number, step: number): Tensor {
  if (step === patch) return toPatches(images, patch);
  if (patch % step !== 0) throw new NetworkError(`patches of ${patch} pixels are not made of steps of ${step}.`);
  const small = folded(images, step);
  const [batch = 0, height = 0, width = 0, numbers = 0] = small.shape;
  const across = patch / step;
  const [rows, columns] = [height - across + 1, width - across + 1];
  const parts = Array.from({ length: across ** 2 }, (_, place) =>
    slice(small, [0, Math.floor(place / across), place % across, 0], [batch, rows, columns, numbers]),
  );
  return reshape(concat(parts, 3), [batch, rows * columns, across ** 2 * numbers]);
}

/** Puts a row of squares together again: undoes `toPatches` for images of this height and width. */
export function fromPatches(patches: Tensor, height: number, width: number, patch: number): Tensor {
  const [batch = 0, , numbers = 0] = patches.shape;
  return unfolded(reshape(patches, [batch, height / patch, width / patch, numbers]), patch);
}
