/** How the numbers of published tensors lie: as ours, as PyTorch's linear maps have them, outputs before inputs, or as kernels of a convolution over squares. */
export type Layout = 'same' | 'transposed' | 'patches';

/** Where one of our weights is in published files. */
export interface Place {
  readonly name: string;
  readonly layout: Layout;
  /** So many axes of length 1 stand before ours. */
  readonly lead?: number;
  /** Of images, where they are cut into squares. */
  readonly channels?: number;
  /** So many rows before ours stand for nothing here. */
  readonly skip?: number;
}

/** By the name that our weight has in its operation. */
export type Names = ReadonlyMap<string, Place>;

const laidOut =
  (layout: Layout) =>
  (names: Readonly<Record<string, string>>): Names =>
    new Map(Object.entries(names).map(([ours, name]) => [ours, { name, layout }]));
export const same = laidOut('same');
export const transposed = laidOut('transposed');
