/** Milliseconds of one product on the machine on which the times of the templates were measured: two cores, no GPU. */
const REFERENCE = { milliseconds: 2.4, cores: 2 } as const;
const SIZE = 128;

/** How many times as long as on the reference machine a training takes here, from a small product of matrices. It costs some 20 ms. */
export function measurePace(): number {
  const [a, b, c] = [0, 1, 2].map(() => new Float32Array(SIZE * SIZE).fill(1.5));
  if (!a || !b || !c) return 1;
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 8; attempt++) {
    const began = performance.now();
    multiply(a, b, c);
    best = Math.min(best, performance.now() - began);
  }
  // Not all of a training runs on every core.
  const cores = Math.sqrt(Math.min(8, navigator.hardwareConcurrency || 2) / REFERENCE.cores);
  return best / REFERENCE.milliseconds / cores;
}

function multiply(a: Float32Array, b: Float32Array, c: Float32Array): void {
  for (let row = 0; row < SIZE; row++)
    for (let inner = 0; inner < SIZE; inner++) {
      const factor = a[row * SIZE + inner] ?? 0;
      const [to, from] = [row * SIZE, inner * SIZE];
      for (let column = 0; column < SIZE; column++)
        c[to + column] = (c[to + column] ?? 0) + factor * (b[from + column] ?? 0);
    }
}

/** `a few seconds`, `half a minute`, `about 2 minutes`: an estimate says no more than it knows. */
export function roughly(seconds: number): string {
  if (seconds < 12) return 'a few seconds';
  if (seconds < 45) return 'about half a minute';
  if (seconds < 90) return 'about a minute';
  return `about ${Math.round(seconds / 60)} minutes`;
}
