/** One dimension of a symbolic shape: a number, or a symbol such as `B` (batch), `T` (tokens), `V:<node>` (a vocabulary, until it is known). */
export type Dim = number | string;
export type Shape = readonly Dim[];

/** What symbols were found to stand for, over the whole graph. */
export type Substitution = Map<string, Dim>;

/** Two sizes (or two numbers of dimensions) that cannot be the same. */
export interface Mismatch {
  readonly left: number;
  readonly right: number;
}

/** What a dimension stands for after all that was learnt; symbols nobody bound stay symbols. */
export function resolveDim(dim: Dim, substitution: ReadonlyMap<string, Dim>): Dim {
  let current = dim;
  while (typeof current === 'string') {
    const next = substitution.get(current);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

/**
 * Makes two shapes equal, dimension by dimension, by binding symbols (Robinson 1965, without nesting, so no occurs check is needed). Of two symbols
 * the later in the alphabet is bound to the earlier, so what a symbol comes to stand for does not depend on the order in which things are unified.
 * @returns null, or what cannot be the same
 */
export function unifyShapes(left: Shape, right: Shape, substitution: Substitution): Mismatch | null {
  if (left.length !== right.length) return { left: left.length, right: right.length };
  for (const [index, dim] of left.entries()) {
    const mismatch = unifyDims(dim, right[index] ?? dim, substitution);
    if (mismatch) return mismatch;
  }
  return null;
}

function unifyDims(left: Dim, right: Dim, substitution: Substitution): Mismatch | null {
  const a = resolveDim(left, substitution);
  const b = resolveDim(right, substitution);
  if (a === b) return null;
  if (typeof a === 'number' && typeof b === 'number') return { left: a, right: b };
  if (typeof a === 'string' && (typeof b === 'number' || a > b)) substitution.set(a, b);
  else if (typeof b === 'string') substitution.set(b, a);
  return null;
}

/** `[B, T, V]`: which node a symbol came from matters to the checker only. */
export function formatShape(shape: Shape): string {
  return `[${shape.map(formatDim).join(', ')}]`;
}

/** `V:characters` → `V` */
export function formatDim(dim: Dim): string {
  return String(dim).replace(/:.*$/s, '');
}
