import { policyLoss } from '../align/policy-loss';
import { choose, scoresOf, stacked } from '../environments/decide';
import type { OpenWorld } from '../environments/open';
import type { Observation } from '../environments/world';
import { runNetwork } from '../forward';
import type { Network } from '../network';
import { createRandom, type Random } from '../random';
import {
  exp,
  logSoftmax,
  mean,
  mul,
  neg,
  oneHot,
  reshape,
  type Scalar,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
} from '../tf';
import type { Objective } from './objective';

/** A decision in an episode, and what is learned from it. */
export interface Decision {
  readonly seen: Observation;
  readonly legal: readonly boolean[];
  readonly action: number;
  /** Its log-probability when it was taken. */
  readonly before: number;
  readonly advantage: number;
}

/** Where episodes come from, and once some were played, what was decided in them. */
export interface EpisodeData {
  /** Seeds of the episodes that are looked at, the same ones at each look; where there are none, new ones are drawn. */
  readonly seeds: readonly string[];
  readonly decisions: readonly Decision[];
  readonly returns: readonly number[];
  /** Mean entropy of a decision, in nats. */
  readonly entropy: number;
}

export interface EpisodeOptions {
  open(seed: string): OpenWorld;
  /** Episodes in a round, and how many of them are of one seed: those are compared with each other. */
  readonly episodes: number;
  readonly group: number;
  /** Updates in a round. */
  readonly every: number;
  readonly clip: number;
  readonly entropyWeight: number;
  breathe(): Promise<void>;
}

/**
 * Plays episodes and makes what earned more than others likelier: REINFORCE (Williams 1992) with a baseline that costs nothing, the mean of what the other
 * plays of the same episode earned from the same step on (Kool et al. 2019), over a few clipped updates (PPO: Schulman et al. 2017, eq. 7). Actions that are
 * not legal have no probability (Huang & Ontañón 2022).
 */
export function episodeObjective(
  network: Network,
  options: EpisodeOptions,
): Objective<EpisodeData, readonly Decision[]> {
  const { clip, entropyWeight } = options;
  return {
    collect: {
      every: options.every,
      async of(weights, { seeds }, _told, random) {
        if (seeds.length > 0) return { ...(await playAll(network, weights, seeds, null, options)), seeds };
        const drawn = random.int(2 ** 31);
        const plays = Array.from(
          { length: options.episodes },
          (_, index) => `${drawn}/${Math.floor(index / options.group)}`,
        );
        return { ...(await playAll(network, weights, plays, random.split('actions'), options)), seeds: [] };
      },
      tell: async (_weights, { returns, entropy }) => {
        const reward = returns.reduce((total, one) => total + one, 0) / returns.length;
        return { loss: -reward, measures: { reward, entropy } };
      },
    },
    draw: ({ decisions }, batchSize, random) =>
      Array.from({ length: batchSize }, () => decisions[random.int(decisions.length)]).filter(
        (one) => one !== undefined,
      ),
    size: (batch) => batch.length,
    loss(_all, weights, batch, context): Scalar {
      const actions = batch[0]?.legal.length ?? 1;
      const seen = stacked(batch.map((one) => one.seen));
      const input = tensor2d(seen, [batch.length * actions, seen.length / (batch.length * actions)]);
      const scores = reshape(runNetwork(network, weights, { input }, context), [batch.length, actions]);
      const barred = tensor2d(
        batch.flatMap(({ legal }) => legal.map((one) => (one ? 0 : BARRED))),
        [batch.length, actions],
      );
      const logs: Tensor = logSoftmax(sub(scores, barred));
      const taken = oneHot(
        tensor1d(
          batch.map(({ action }) => action),
          'int32',
        ),
        actions,
      );
      const now = sum(mul(logs, taken), -1);
      const [before, advantages] = [batch.map((one) => one.before), batch.map(({ advantage }) => advantage)];
      const loss = policyLoss(now, tensor1d(before), tensor1d(advantages), clip);
      if (entropyWeight === 0) return loss;
      const entropy = mean(neg(sum(mul(exp(logs), logs), -1)));
      return sub(loss, mul(entropy, entropyWeight)).asScalar();
    },
  };
}

/** Taken off the score of what is not legal: its probability is 0 in float32, and its logarithm still a number. */
const BARRED = 1e4;

interface Played {
  readonly decisions: readonly Decision[];
  readonly returns: readonly number[];
  readonly entropy: number;
}

/** Plays episodes side by side, one pass of the network for a step of all of them; without `random` each takes the likeliest action. */
export async function playAll(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  seeds: readonly string[],
  random: Random | null,
  { open, group, breathe }: Pick<EpisodeOptions, 'open' | 'group' | 'breathe'>,
): Promise<Played> {
  const plays = seeds.map((seed, index) => ({
    world: open(seed),
    random: random && createRandom(`${random.split(`${index}`).int(2 ** 31)}`),
    taken: [] as { seen: Observation; legal: readonly boolean[]; action: number; before: number }[],
    rewards: [] as number[],
    over: false,
  }));
  let [entropy, count] = [0, 0];
  for (let going = plays; going.length > 0; going = going.filter(({ over }) => !over)) {
    const seen = going.map(({ world }) => world.observe());
    const scores = await scoresOf(network, weights, seen, going[0]?.world.width ?? 1);
    for (const [index, one] of going.entries()) {
      const { actions } = one.world;
      const legal = one.world.legal();
      const chosen = choose(scores.subarray(index * actions, (index + 1) * actions), legal, one.random);
      const { reward, terminated, truncated } = one.world.step(chosen.action);
      one.taken.push({ seen: seen[index] ?? new Float32Array(0), legal, action: chosen.action, before: chosen.log });
      one.rewards.push(reward);
      one.over = terminated || truncated;
      entropy += chosen.entropy;
      count += 1;
    }
    await breathe();
  }
  const toCome = plays.map(({ rewards }) => rewardsToCome(rewards));
  const advantages = scaled(toCome.map((own, index) => aboveOthers(own, othersOf(toCome, index, random ? group : 1))));
  return {
    decisions: plays.flatMap(({ taken }, index) =>
      taken.map((one, step) => ({ ...one, advantage: advantages[index]?.[step] ?? 0 })),
    ),
    returns: toCome.map((own) => own[0] ?? 0),
    entropy: entropy / Math.max(1, count),
  };
}

/** What is earned from each step on. */
function rewardsToCome(rewards: readonly number[]): number[] {
  let sum = 0;
  return rewards
    .toReversed()
    .map((one) => (sum += one))
    .reverse();
}

/** The other plays of the same episode. */
function othersOf<One>(plays: readonly One[], index: number, group: number): readonly One[] {
  const first = index - (index % group);
  return plays.slice(first, first + group).filter((_, at) => first + at !== index);
}

/** How much more comes from each step on than comes on average of the others, who do not depend on what is done here: so nothing is biased. */
const aboveOthers = (own: readonly number[], others: readonly (readonly number[])[]): number[] =>
  own.map((one, step) => one - others.reduce((sum, other) => sum + (other[step] ?? 0), 0) / Math.max(1, others.length));

/** Lists of numbers scaled as one to deviation 1; their mean stays, which is 0 but for chance. */
function scaled(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const all = lists.flat();
  const deviation = Math.sqrt(all.reduce((sum, one) => sum + one ** 2, 0) / Math.max(1, all.length));
  return lists.map((list) => list.map((one) => one / (deviation + 1e-8)));
}
