/** One dimension of a symbolic shape: a number, or a symbol such as `B` (batch), `T` (tokens), `V` (vocabulary, until it is known). */
export type Dim = number | string;
export type Shape = readonly Dim[];

/** What symbols were found to stand for, over the whole graph. */
export type Substitution = Map<string, Dim>;

/** Two shapes that cannot be the same. Carries the two dimensions for a sentence in the user's words. */
export class ShapeMismatch extends Error {
  readonly left: Dim;
  readonly right: Dim;

  constructor(left: Dim, right: Dim) {
    super(`${left} is not ${right}`);
    this.name = 'ShapeMismatch';
    this.left = left;
    this.right = right;
  }
}

/** What a dimension stands for after all that was learnt; symbols nobody bound stay symbols. */
export function resolveDim(dim: Dim, substitution: Substitution): Dim {
  let current = dim;
  while (typeof current === 'string') {
    const next = substitution.get(current);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

/**
 * Makes two dimensions equal by binding symbols (Robinson 1965, without nesting, so no occurs check is needed).
 * @throws ShapeMismatch when both are numbers and differ
 */
export function unifyDims(left: Dim, right: Dim, substitution: Substitution): Dim {
  const a = resolveDim(left, substitution);
  const b = resolveDim(right, substitution);
  if (a === b) return a;
  if (typeof a === 'string') {
    substitution.set(a, b);
    return b;
  }
  if (typeof b === 'string') {
    substitution.set(b, a);
    return a;
  }
  throw new ShapeMismatch(a, b);
}

/** `[B, T, 128]` */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}
