export interface GaeOptions {
  /** γ: how much a later reward counts less with each token. */
  readonly gamma: number;
  /** λ: 1 counts all that came, 0 trusts the value of the next token (Schulman et al. 2016, eq. 16). */
  readonly lambda: number;
}

/** Generalised advantages of the tokens of one answer, from the last one backwards, and the returns that values should have foretold. */
export function generalisedAdvantages(
  rewards: ArrayLike<number>,
  values: ArrayLike<number>,
  { gamma, lambda }: GaeOptions,
): { readonly advantages: Float32Array; readonly returns: Float32Array } {
  const advantages = new Float32Array(rewards.length);
  let last = 0;
  for (let at = rewards.length - 1; at >= 0; at--) {
    const surprise = (rewards[at] ?? 0) + gamma * (values[at + 1] ?? 0) - (values[at] ?? 0);
    last = surprise + gamma * lambda * last;
    advantages[at] = last;
  }
  return { advantages, returns: advantages.map((advantage, at) => advantage + (values[at] ?? 0)) };
}

/** Scores within a group of answers to one prompt, from their mean in their sample deviations (Shao et al. 2024, section 4.1.2). */
export function groupAdvantages(scores: readonly number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, scores.length - 1));
  return scores.map((score) => (score - mean) / (deviation + 1e-4));
}

/** Lists of numbers moved and scaled as one to mean 0 and deviation 1. */
export function whitened(lists: readonly Float32Array[]): Float32Array[] {
  const all = lists.flatMap((list) => [...list]);
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length);
  return lists.map((list) => list.map((one) => (one - mean) / (deviation + 1e-8)));
}
