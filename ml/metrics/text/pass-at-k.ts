/**
 * The chance that at least one of `k` samples passes, estimated without bias from `samples` of which `passed` did
 * (Chen et al. 2021, eq. 1: `1 − C(n − c, k) / C(n, k)`). @throws RangeError for more passed than samples, or fewer samples than `k`
 */
export function passAtK(samples: number, passed: number, k: number): number {
  if (!(passed >= 0 && passed <= samples)) throw new RangeError(`${passed} of ${samples} samples cannot have passed.`);
  if (!(k >= 1 && k <= samples)) throw new RangeError(`Of ${samples} samples, ${k} cannot be drawn.`);
  if (samples - passed < k) return 1;
  let none = 1; // as a product, since the binomials themselves overflow
  for (let place = samples - passed + 1; place <= samples; place++) none *= 1 - k / place;
  return 1 - none;
}
