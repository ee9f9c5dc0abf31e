/**
 * The chance that at least one of `k` programs passes, estimated without bias from `samples` of which `passed` did: 1 − C(n−c, k) / C(n, k), as the product
 * that does not overflow (Chen et al. 2021, equation 1 and figure 3).
 * @throws RangeError where there are fewer samples than `k`, or more that passed than there are
 */
export function passAtK(samples: number, passed: number, k: number): number {
  if (!(k >= 1 && k <= samples)) throw new RangeError(`pass@${k} cannot be told from ${samples} samples.`);
  if (!(passed >= 0 && passed <= samples)) throw new RangeError(`${passed} of ${samples} cannot have passed.`);
  if (samples - passed < k) return 1;
  let none = 1;
  for (let i = samples - passed + 1; i <= samples; i++) none *= 1 - k / i;
  return 1 - none;
}
