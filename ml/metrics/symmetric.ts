/** Rows of a symmetric matrix in float64; of each row what stands up to the diagonal counts. */
export type SymmetricRows = readonly Float64Array[];

/**
 * A factor `L [n, r]` with `L Lᵀ = A` of a symmetric matrix without negative eigenvalues, also where its rank `r` is less than `n`: Cholesky’s, the largest
 * rest of the diagonal first (Higham 1990). Row `i` of `L` is zero from `lengths[i]` on.
 */
export function pivotedCholesky(a: SymmetricRows): {
  readonly factor: Float64Array[];
  readonly lengths: Int32Array;
  readonly rank: number;
} {
  const n = a.length;
  const at = (i: number, j: number) => a[Math.max(i, j)]?.[Math.min(i, j)] ?? 0;
  const factor = a.map(() => new Float64Array(n));
  const rest = Float64Array.from(a, (row, i) => row[i] ?? 0);
  const least = n * Number.EPSILON * Math.max(0, ...rest);
  const lengths = new Int32Array(n);
  let rank = 0;
  for (; rank < n; rank++) {
    let pivot = -1;
    for (let i = 0; i < n; i++)
      if (lengths[i] === 0 && (rest[i] ?? 0) > (pivot < 0 ? least : (rest[pivot] ?? 0))) pivot = i;
    const own = factor[pivot];
    if (!own) break;
    const root = Math.sqrt(rest[pivot] ?? 0);
    for (const [i, row] of factor.entries()) {
      if (lengths[i] !== 0 || i === pivot) continue;
      const value = (at(i, pivot) - dot(row, own, rank)) / root;
      row[rank] = value;
      rest[i] = (rest[i] ?? 0) - value * value;
    }
    own[rank] = root;
    lengths[pivot] = rank + 1;
  }
  return { factor, lengths: lengths.map((length) => length || rank), rank };
}

/**
 * The eigenvalues of a symmetric matrix, in no order: reflected into three diagonals (Householder 1958), which QL steps with implicit shifts then bring down to
 * one (Martin, Reinsch & Wilkinson 1968; Dubrulle, Martin & Wilkinson 1968). Without eigenvectors that is several times less work. Overwrites the rows.
 * @throws RangeError where they are not found, as of numbers that are none
 */
export function symmetricEigenvalues(rows: SymmetricRows): Float64Array {
  const { diagonal, beside } = tridiagonal(rows);
  const n = diagonal.length;
  const small =
    Number.EPSILON * diagonal.reduce((most, one, i) => Math.max(most, Math.abs(one) + Math.abs(beside[i] ?? 0)), 0);
  if (!Number.isFinite(small)) throw new RangeError('This matrix has numbers that are none.');
  for (let l = 0; l < n; l++) {
    for (let round = 0; ; round++) {
      let m = l;
      while (m < n - 1 && Math.abs(beside[m] ?? 0) > small) m++;
      if (m === l) break;
      if (round === 60) throw new RangeError('The eigenvalues of this matrix cannot be found.');
      shiftedStep(diagonal, beside, l, m);
    }
  }
  return diagonal;
}

/** One QL step on the rows `l … m`. */
function shiftedStep(d: Float64Array, e: Float64Array, l: number, m: number): void {
  const at = (values: Float64Array, i: number) => values[i] ?? Number.NaN;
  const ratio = (at(d, l + 1) - at(d, l)) / (2 * at(e, l));
  let g = at(d, m) - at(d, l) + at(e, l) / (ratio + Math.sign(ratio || 1) * Math.sqrt(ratio * ratio + 1));
  let [sine, cosine, moved] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const [f, b] = [sine * at(e, i), cosine * at(e, i)];
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1] = at(d, i + 1) - moved;
      e[m] = 0;
      return;
    }
    [sine, cosine] = [f / length, g / length];
    g = at(d, i + 1) - moved;
    const r = (at(d, i) - g) * sine + 2 * cosine * b;
    moved = sine * r;
    d[i + 1] = g + moved;
    g = cosine * r - b;
  }
  d[l] = at(d, l) - moved;
  e[l] = g;
  e[m] = 0;
}

/** A symmetric matrix with the same eigenvalues and nothing but its diagonal and the numbers beside it, from the last row up. */
function tridiagonal(rows: SymmetricRows): { readonly diagonal: Float64Array; readonly beside: Float64Array } {
  const n = rows.length;
  const beside = new Float64Array(n);
  const [v, p] = [new Float64Array(n), new Float64Array(n)];
  for (let i = n - 1; i > 0; i--) {
    const x = rows[i] ?? v;
    const length = Math.sqrt(dot(x, x, i));
    const last = x[i - 1] ?? 0;
    const alpha = last > 0 ? -length : length;
    beside[i - 1] = alpha;
    const h = length * length - alpha * last;
    if (h === 0) continue;
    v.set(x.subarray(0, i));
    v[i - 1] = last - alpha;
    p.fill(0, 0, i);
    for (let row = 0; row < i; row++) p[row] = (p[row] ?? 0) + halfProduct(rows[row] ?? v, v, p, row);
    for (let k = 0; k < i; k++) p[k] = (p[k] ?? 0) / h;
    const half = dot(v, p, i) / (2 * h);
    for (let k = 0; k < i; k++) p[k] = (p[k] ?? 0) - half * (v[k] ?? 0);
    for (let row = 0; row < i; row++) takeOff(rows[row] ?? v, v, p, row);
  }
  return { diagonal: Float64Array.from(rows, (row, i) => row[i] ?? 0), beside };
}

/** A row’s share of `A v`: what stands before the diagonal counts for both of its places. */
function halfProduct(row: Float64Array, v: Float64Array, p: Float64Array, i: number): number {
  const own = v[i] ?? 0;
  let sum = (row[i] ?? 0) * own;
  for (let j = 0; j < i; j++) {
    const value = row[j] ?? 0;
    sum += value * (v[j] ?? 0);
    p[j] = (p[j] ?? 0) + value * own;
  }
  return sum;
}

/** `A − v wᵀ − w vᵀ` of a row up to the diagonal. */
function takeOff(row: Float64Array, v: Float64Array, w: Float64Array, i: number): void {
  const [a, b] = [v[i] ?? 0, w[i] ?? 0];
  for (let j = 0; j <= i; j++) row[j] = (row[j] ?? 0) - a * (w[j] ?? 0) - b * (v[j] ?? 0);
}

/** The inner product of the first numbers of two rows, in four sums that do not wait for each other. */
function dot(a: Float64Array, b: Float64Array, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < length; i++) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + s2 + s3;
}
