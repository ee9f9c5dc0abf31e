/**
 * How far the best of `n` answers strays from the model at most: `log n − (n − 1) / n` nats an answer. Stiennon et al. 2020 give it as the divergence itself; for
 * answers out of few it is only a bound, and may be far too high (Beirami et al. 2024). @throws RangeError for no answers
 */
export function bestOfDivergence(n: number): number {
  if (!Number.isInteger(n) || n < 1) throw new RangeError('The best is picked from at least one answer.');
  return Math.log(n) - (n - 1) / n;
}

/**
 * The mean reward of the best of `k` answers, for each `k` up to as many rewards as there are: over all ways to draw `k` of them without putting back, which is
 * unbiased (Nakano et al. 2021, appendix I).
 */
export function expectedBest(rewards: readonly number[]): number[] {
  const sorted = [...rewards].sort((a, b) => a - b);
  const n = sorted.length;
  return sorted.map((_, index) => {
    const k = index + 1;
    // The share of draws whose best is the i-th: C(i − 1, k − 1) / C(n, k), from the largest down, each from the one before.
    let share = k / n;
    let sum = 0;
    for (let i = n; i >= k; i--) {
      sum += share * (sorted[i - 1] ?? 0);
      share *= i === k ? 0 : (i - k) / (i - 1);
    }
    return sum;
  });
}
