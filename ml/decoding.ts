/** How text is cut and drawn from the distribution of the next token. A rule left out, or at its neutral value, does nothing. */
export interface DecodingRules {
  /** Divides the logits: below 1 sharpens, above 1 flattens. Neutral 1; 0 takes the most likely token. */
  readonly temperature?: number;
  /** Keeps the `topK` most likely tokens (Fan et al. 2018). Neutral 0. */
  readonly topK?: number;
  /** Keeps the most likely tokens that together reach `topP` (Holtzman et al. 2020). Neutral 1. */
  readonly topP?: number;
  /** Keeps tokens at least `minP` times as likely as the most likely one (Nguyen et al. 2024). Neutral 0. */
  readonly minP?: number;
  /** Makes tokens that were already there less likely (Keskar et al. 2019). Neutral 1. */
  readonly repetitionPenalty?: number;
}

/** The rule of sampling that removed a token. */
export type CutBy = 'top-k' | 'top-p' | 'min-p';

/** A distribution after cutting: removed tokens have probability 0, the others sum to 1. */
export interface CutDistribution {
  readonly probabilities: Float32Array;
  /** Which rule removed a token, by id; tokens that are kept are absent. */
  readonly cutBy: (id: number) => CutBy | undefined;
}

/** `softmax(logits / temperature)`, in double precision before it is stored. @throws RangeError for a temperature of 0 or less */
export function softmaxOf(logits: Float32Array, temperature = 1): Float32Array {
  if (!(temperature > 0)) throw new RangeError(`A temperature is more than 0, and this is ${temperature}.`);
  const highest = maximumOf(logits);
  const probabilities = new Float32Array(logits.length);
  let total = 0;
  for (let id = 0; id < logits.length; id++) total += Math.exp(((logits[id] ?? 0) - highest) / temperature);
  for (let id = 0; id < logits.length; id++) {
    probabilities[id] = Math.exp(((logits[id] ?? 0) - highest) / temperature) / total;
  }
  return probabilities;
}

/** `log softmax(logits)`: what beam search adds up. */
export function logSoftmaxOf(logits: Float32Array): Float32Array {
  const highest = maximumOf(logits);
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - highest);
  const partition = highest + Math.log(total);
  return logits.map((logit) => logit - partition);
}

/**
 * CTRL's penalised logits (Keskar et al. 2019, section 4.1): a token that was already there has its logit divided by
 * the penalty if positive, multiplied if negative (as the authors' and Hugging Face's code do), once however often it was there.
 */
export function penaliseRepetition(logits: Float32Array, previous: Iterable<number>, penalty: number): Float32Array {
  const penalised = Float32Array.from(logits);
  if (penalty === 1) return penalised;
  for (const id of new Set(previous)) {
    const logit = logits[id];
    if (logit !== undefined) penalised[id] = logit > 0 ? logit / penalty : logit * penalty;
  }
  return penalised;
}

/**
 * Cuts a distribution by top-k, then top-p of what is left, then min-p, in this order, as Hugging Face does. The most
 * likely token always stays. Among equally likely tokens those with lower ids stand first.
 */
export function cutDistribution(
  probabilities: Float32Array,
  { topK = 0, topP = 1, minP = 0 }: DecodingRules,
): CutDistribution {
  if (topK <= 0 && topP >= 1 && minP <= 0) return { probabilities, cutBy: () => undefined };
  const order = rankIds(probabilities);
  const afterK = topK > 0 ? Math.min(order.length, Math.max(1, Math.floor(topK))) : order.length;
  const afterP = topP < 1 ? nucleusSize(probabilities, order.subarray(0, afterK), topP) : afterK;
  const least = minP * (probabilities[order[0] ?? 0] ?? 0);
  let kept = afterP;
  while (minP > 0 && kept > 1 && (probabilities[order[kept - 1] ?? 0] ?? 0) < least) kept -= 1;

  const cut = new Float32Array(probabilities.length);
  const keptIds = order.subarray(0, kept);
  const total = sumOf(probabilities, keptIds);
  for (const id of keptIds) cut[id] = (probabilities[id] ?? 0) / total;
  const removed = new Map<number, CutBy>();
  for (let rank = kept; rank < order.length; rank++) {
    removed.set(order[rank] ?? 0, rank >= afterK ? 'top-k' : rank >= afterP ? 'top-p' : 'min-p');
  }
  return { probabilities: cut, cutBy: (id) => removed.get(id) };
}

/** Ids from the most to the least likely; equals by id. */
export function rankIds(scores: Float32Array): Int32Array {
  const order = Int32Array.from(scores, (_, id) => id);
  return order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** The `count` most likely ids, in order, without sorting all of them. */
export function bestIds(scores: Float32Array, count: number): number[] {
  const best: number[] = [];
  const scoreOf = (id: number) => scores[id] ?? Number.NEGATIVE_INFINITY;
  for (let id = 0; id < scores.length; id++) {
    if (best.length === count && scoreOf(id) <= scoreOf(best[count - 1] ?? 0)) continue;
    let place = best.length;
    while (place > 0 && scoreOf(best[place - 1] ?? 0) < scoreOf(id)) place -= 1;
    best.splice(place, 0, id);
    if (best.length > count) best.pop();
  }
  return best;
}

/** Draws an id: the first whose cumulative probability exceeds `uniform`, a number in [0, 1). */
export function drawId(probabilities: Float32Array, uniform: number): number {
  let cumulative = 0;
  let last = 0;
  for (let id = 0; id < probabilities.length; id++) {
    const probability = probabilities[id] ?? 0;
    if (probability === 0) continue;
    cumulative += probability;
    last = id;
    if (uniform < cumulative) return id;
  }
  return last; // rounding left the sum just below 1
}

/** How many of the ranked ids it takes until their share of these ids' probability reaches `topP`; at least one. */
function nucleusSize(probabilities: Float32Array, ranked: Int32Array, topP: number): number {
  // Float32 probabilities that should reach the goal exactly miss it by rounding; a millionth lets them.
  const goal = topP * sumOf(probabilities, ranked) - 1e-6;
  let cumulative = 0;
  for (let rank = 0; rank < ranked.length; rank++) {
    cumulative += probabilities[ranked[rank] ?? 0] ?? 0;
    if (cumulative >= goal) return rank + 1;
  }
  return ranked.length;
}

const sumOf = (values: Float32Array, ids: Int32Array): number => ids.reduce((sum, id) => sum + (values[id] ?? 0), 0);

function maximumOf(values: Float32Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}
