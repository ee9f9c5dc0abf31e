import { runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import type { Network } from '../network';
import type { Random } from '../random';
import { keep, reshape, type Tensor, tensor2d, tidy } from '../tf';
import { best, type Observation } from './world';

/**
 * Logits of the actions of some moments: one network scores each action by what is seen of it, `[N · actions, width] → [N · actions, 1]`, so that it does
 * not matter in which order actions stand. `N × actions` numbers.
 */
export async function scoresOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  seen: readonly Observation[],
  width: number,
): Promise<Float32Array> {
  const all = stacked(seen);
  const input = () => tensor2d(all, [all.length / width, width]);
  return readOnce(tidy(() => keep(reshape(runNetwork(network, weights, { input: input() }), [-1]))));
}

/** Observations one after the other. */
export function stacked(seen: readonly Observation[]): Float32Array {
  const all = new Float32Array(seen.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of seen) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}

/** An action by its probability `softmax(scores)` among the legal ones, or the likeliest where nothing is drawn; and its log-probability. */
export function choose(
  scores: ArrayLike<number>,
  legal: readonly boolean[],
  random: Random | null,
): { readonly action: number; readonly log: number; readonly entropy: number } {
  const likeliest = best(legal, (action) => scores[action] ?? 0);
  const highest = scores[likeliest] ?? 0;
  const shares = legal.map((allowed, action) => (allowed ? Math.exp((scores[action] ?? 0) - highest) : 0));
  const total = shares.reduce((sum, one) => sum + one, 0);
  const logOf = (action: number) => Math.log((shares[action] ?? 0) / total);
  const entropy = shares.reduce((sum, one, action) => (one > 0 ? sum - (one / total) * logOf(action) : sum), 0);
  let action = likeliest;
  if (random) {
    let rest = random.next() * total;
    for (const [which, share] of shares.entries()) {
      if (share === 0) continue;
      action = which;
      rest -= share;
      if (rest < 0) break;
    }
  }
  return { action, log: logOf(action), entropy };
}
