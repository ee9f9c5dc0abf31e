/**
 * For each matrix of a broadcast batch, in order, which matrix of one operand it comes from: `[2, 1]` within `[2, 3]`
 * gives `0 0 0 1 1 1`. Shapes are the batch axes alone, and must fit.
 */
export function batchOffsets(from: readonly number[], batch: readonly number[]): Int32Array {
  const count = batch.reduce((size, length) => size * length, 1);
  const offsets = new Int32Array(count);
  const missing = batch.length - from.length;
  let within = 1; // matrices of the operand per step of the axis
  let repeat = 1; // matrices of the batch per step of the axis
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const length = batch[axis] ?? 1;
    const own = axis >= missing ? (from[axis - missing] ?? 1) : 1;
    if (own > 1) {
      for (let index = 0; index < count; index++) {
        offsets[index] = (offsets[index] ?? 0) + (Math.floor(index / repeat) % length) * within;
      }
    }
    within *= own;
    repeat *= length;
  }
  return offsets;
}
