import { NetworkError } from '../network';
import { reshape, type Tensor, transpose } from '../tf';

/** Squares of an image, row by row, each as the numbers of its pixels: `[B, H, W, C] → [B, places, patch · patch · C]`. */
export function toPatches(images: Tensor, patch: number): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
  const [rows, columns] = gridOf(height, width, patch);
  // A line of a patch lies together in memory, so that four axes are enough, which every backend turns quickly.
  const lines = reshape(images, [batch * rows, patch, columns, patch * channels]);
  return reshape(transpose(lines, [0, 2, 1, 3]), [batch, rows * columns, patch * patch * channels]);
}

/** Puts squares together again: undoes `toPatches` for images of this height and width. */
export function fromPatches(patches: Tensor, height: number, width: number, patch: number): Tensor {
  const [batch = 0, , numbers = 0] = patches.shape;
  const [rows, columns] = gridOf(height, width, patch);
  const lines = reshape(patches, [batch * rows, columns, patch, numbers / patch]);
  return reshape(transpose(lines, [0, 2, 1, 3]), [batch, height, width, numbers / patch ** 2]);
}

function gridOf(height: number, width: number, patch: number): readonly [rows: number, columns: number] {
  if (height % patch !== 0 || width % patch !== 0)
    throw new NetworkError(`images of ${height} × ${width} pixels do not divide into patches of ${patch} × ${patch}.`);
  return [height / patch, width / patch];
}
