import { generalisedAdvantages, groupAdvantages, whitened } from '../align/advantages';
import { pickLogProbabilities } from '../align/log-probabilities';
import { adaptedCoefficient, clipFraction, divergenceEstimate, policyLoss, valueLoss } from '../align/policy-loss';
import { type AnswerRows, answerRows } from '../align/rows';
import { type ForwardContext, runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import type { Network } from '../network';
import type { Random } from '../random';
import {
  add,
  concat,
  exp,
  keep,
  logSoftmax,
  mean,
  mul,
  neg,
  reshape,
  type Scalar,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
} from '../tf';
import { drawBatch, type TokenBatch, type TokenBlocks } from '../tokens';
import { languageModel } from './language-model';
import type { Objective } from './objective';

/** A policy taken apart: what both heads stand on, what foretells tokens, and what foretells rewards. */
export interface Policy {
  readonly trunk: Network;
  readonly head: Network;
  readonly score: Network;
}

/** An answer that the policy wrote, and what it learns from it; lists have a number for each of its tokens. */
export interface Rollout {
  readonly prompt: ArrayLike<number>;
  readonly answer: ArrayLike<number>;
  /** Log-probabilities when it was written, and under the reference. */
  readonly before: Float32Array;
  readonly reference: Float32Array;
  readonly values: Float32Array;
  readonly advantages: Float32Array;
  readonly returns: Float32Array;
  readonly score: number;
}

/** Prompts to be answered, and once they are, what was answered. */
export interface PolicyData {
  readonly prompts: readonly (readonly number[])[];
  readonly rollouts: readonly Rollout[];
}

/** What one update learns from: answers, and where it rehearses a text, blocks of that. */
export interface PolicyBatch {
  readonly answered: readonly Rollout[];
  readonly plain?: TokenBatch;
}

export interface PolicyOptions {
  /** PPO foretells rewards by a value for each token (Schulman et al. 2017); GRPO compares answers to one prompt (Shao et al. 2024). */
  readonly method: 'ppo' | 'grpo';
  /** Answers in a round, and of GRPO how many of them go on from one prompt. */
  readonly answers: number;
  readonly group: number;
  /** Updates in a round. */
  readonly every: number;
  readonly clip: number;
  readonly gamma: number;
  readonly lambda: number;
  readonly valueWeight: number;
  readonly entropyWeight: number;
  /** What a nat of divergence from the reference costs; with a target, only at first. */
  readonly divergenceWeight: number;
  readonly divergenceTarget?: number;
  /** A text that goes on being learned beside the rewards, and what its loss counts (PPO-ptx: Ouyang et al. 2022, eq. 2). */
  readonly plain?: { readonly network: Network; readonly text: TokenBlocks; readonly weight: number };
  /** Answers to prompts with the weights of the moment. */
  write(
    weights: Readonly<Record<string, Tensor>>,
    prompts: readonly (readonly number[])[],
    seeds: readonly string[],
  ): Promise<readonly (readonly number[])[]>;
  /** What answers are worth. */
  score(prompts: readonly (readonly number[])[], answers: readonly (readonly number[])[]): Promise<readonly number[]>;
  /** Log-probabilities under the frozen start come from these. */
  readonly reference: Readonly<Record<string, Tensor>>;
}

const TOGETHER = 32;

/** Answers for each block of plain text in an update: blocks are whole, and mostly longer. */
const ANSWERS_A_BLOCK = 4;

/** Write answers, have them rewarded, and make those that were worth more than expected likelier (Ziegler et al. 2019; Stiennon et al. 2020). */
export function policyObjective(policy: Policy, options: PolicyOptions): Objective<PolicyData, PolicyBatch> {
  const { method, clip, valueWeight, entropyWeight, plain } = options;
  const coefficient = (told: readonly Readonly<Record<string, number>>[]) =>
    options.divergenceTarget === undefined
      ? options.divergenceWeight
      : told.reduce(
          (weight, { kl }) => adaptedCoefficient(weight, kl ?? 0, options.divergenceTarget ?? 1),
          options.divergenceWeight,
        );
  const collect = async (
    weights: Readonly<Record<string, Tensor>>,
    { prompts: given }: PolicyData,
    told: readonly Readonly<Record<string, number>>[],
    random: Random,
  ): Promise<PolicyData> => {
    const each = method === 'grpo' ? options.group : 1;
    const order = random.split('prompts').shuffle(given.map((_, index) => index));
    const prompts = Array.from(
      { length: options.answers },
      (_, index) => given[order[Math.floor(index / each) % order.length] ?? 0] ?? [],
    );
    const seed = random.split('answers').int(2 ** 31);
    const answers = await options.write(
      weights,
      prompts,
      prompts.map((_, index) => `${seed}/${index}`),
    );
    const scores = await options.score(prompts, answers);
    const answered = prompts.map((prompt, index) => ({ prompt, answer: answers[index] ?? [] }));
    const [now, then] = [await look(policy, weights, answered), await look(policy, options.reference, answered)];
    const cost = coefficient(told);
    const gained = answered.map((_, row) => {
      const [own, start] = [now[row]?.logs ?? new Float32Array(0), then[row]?.logs ?? new Float32Array(0)];
      const rewards = own.map((one, at) => -cost * (one - (start[at] ?? 0)));
      if (rewards.length > 0) rewards[rewards.length - 1] = (rewards.at(-1) ?? 0) + (scores[row] ?? 0);
      return generalisedAdvantages(rewards, now[row]?.values ?? [], options);
    });
    const grouped = answered.flatMap((_, row) =>
      row % each === 0 ? groupAdvantages(scores.slice(row, row + each)) : [],
    );
    const advantages =
      method === 'grpo'
        ? answered.map(({ answer }, row) => new Float32Array(answer.length).fill(grouped[row] ?? 0))
        : whitened(gained.map((one) => one.advantages));
    const rollouts = answered.map((one, row) => ({
      ...one,
      before: now[row]?.logs ?? new Float32Array(0),
      reference: then[row]?.logs ?? new Float32Array(0),
      values: now[row]?.values ?? new Float32Array(0),
      advantages: advantages[row] ?? new Float32Array(0),
      returns: gained[row]?.returns ?? new Float32Array(0),
      score: scores[row] ?? 0,
    }));
    return { prompts: given, rollouts };
  };
  return {
    collect: {
      every: options.every,
      of: collect,
      async tell(weights, { rollouts }) {
        const now = await look(policy, weights, rollouts);
        const average = (of: (one: Rollout, row: number) => number) =>
          rollouts.reduce((total, one, row) => total + of(one, row), 0) / rollouts.length;
        const tokens = rollouts.reduce((total, { answer }) => total + answer.length, 0);
        const reward = average(({ score }) => score);
        const measures = {
          reward,
          kl: average(({ before, reference }) => before.reduce((kl, one, at) => kl + one - (reference[at] ?? 0), 0)),
          entropy: now.reduce((total, { entropy }) => total + entropy, 0) / Math.max(1, tokens),
          clipFraction: clipFraction(
            now.flatMap(({ logs }) => [...logs]),
            rollouts.flatMap(({ before }) => [...before]),
            rollouts.flatMap(({ advantages }) => [...advantages]),
            clip,
          ),
          length: tokens / rollouts.length,
        };
        return { loss: -reward, measures };
      },
    },
    draw: ({ rollouts }, batchSize, random) => ({
      answered: Array.from({ length: batchSize }, () => rollouts[random.int(rollouts.length)]).filter(
        (one) => one !== undefined,
      ),
      ...(plain && {
        plain: drawBatch(plain.text, Math.ceil(batchSize / ANSWERS_A_BLOCK), random.split('plain')),
      }),
    }),
    size: ({ answered, plain: rehearsed }) =>
      answered.reduce((total, { answer }) => total + answer.length, rehearsed?.inputs.length ?? 0),
    loss(_all, weights, { answered: batch, plain: rehearsed }, context): Scalar {
      const rows = answerRows(batch);
      const { logs, values, logits } = outputs(policy, weights, rows, context);
      const all = (of: (one: Rollout) => Float32Array) => tensor1d(batch.flatMap((one) => [...of(one)]));
      let loss: Tensor = policyLoss(
        logs,
        all(({ before }) => before),
        all(({ advantages }) => advantages),
        clip,
      );
      if (method === 'ppo') {
        const own = valueLoss(
          values,
          all((one) => one.values),
          all(({ returns }) => returns),
          clip,
        );
        loss = add(loss, mul(own, valueWeight));
      } else {
        const kl = divergenceEstimate(
          logs,
          all(({ reference }) => reference),
        );
        // The value head learns nothing here; it has a gradient all the same.
        loss = add(add(loss, mul(kl, options.divergenceWeight)), mul(mean(values), 0));
      }
      if (entropyWeight !== 0) loss = sub(loss, mul(mean(entropyOf(logits)), entropyWeight));
      if (plain && rehearsed)
        loss = add(loss, mul(languageModel.loss(plain.network, weights, rehearsed, context), plain.weight));
      return loss.asScalar();
    },
  };
}

/** What the policy says of the tokens of answers, `[N]` each, and its logits `[N, V]`. */
function outputs(
  { trunk, head, score }: Policy,
  weights: Readonly<Record<string, Tensor>>,
  { ids, rows, length, places, labels }: AnswerRows,
  context: ForwardContext,
) {
  const hidden = runNetwork(trunk, weights, { input: tensor2d(ids, [rows, length], 'int32') }, context);
  const asked = { ...context, places: tensor1d(places, 'int32') };
  const logits = reshape(runNetwork(head, weights, { input: hidden }, asked), [labels.length, -1]);
  const values = reshape(runNetwork(score, weights, { input: hidden }, asked), [labels.length]);
  return { logits, values, logs: pickLogProbabilities(logits, labels) };
}

const entropyOf = (logits: Tensor): Tensor => {
  const logs = logSoftmax(logits);
  return neg(sum(mul(exp(logs), logs), -1));
};

interface Seen {
  readonly logs: Float32Array;
  readonly values: Float32Array;
  /** Summed over the tokens. */
  readonly entropy: number;
}

/** The same as numbers, answer by answer; a few answers at once. */
async function look(
  policy: Policy,
  weights: Readonly<Record<string, Tensor>>,
  answered: readonly { readonly prompt: ArrayLike<number>; readonly answer: ArrayLike<number> }[],
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let first = 0; first < answered.length; first += TOGETHER) {
    const some = answered.slice(first, first + TOGETHER);
    const rows = answerRows(some);
    const count = rows.labels.length;
    const numbers =
      count === 0
        ? new Float32Array(0)
        : await readOnce(
            tidy(() => {
              const { logs, values, logits } = outputs(policy, weights, rows, {});
              return keep(concat([logs, values, reshape(entropyOf(logits), [count])]));
            }),
          );
    let at = 0;
    for (const { answer } of some) {
      const part = (which: number) => numbers.slice(which * count + at, which * count + at + answer.length);
      seen.push({ logs: part(0), values: part(1), entropy: part(2).reduce((total, one) => total + one, 0) });
      at += answer.length;
    }
  }
  return seen;
}
