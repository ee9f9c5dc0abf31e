import { type Curve, GenloomError, type Metric, type Run } from '@/graph';
import { scoreAll } from '@/ml/align/scores';
import type { Network as ConcreteNetwork, Operation } from '@/ml/network';
import { ownParameters } from '@/ml/network';
import { type Policy, policyObjective } from '@/ml/objectives/policy';
import { createRandom } from '@/ml/random';
import { joined } from '@/ml/roles';
import type { TrainingHistory } from '@/ml/training/state';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf, promptIds } from '../../common/codec';
import { concreteNetwork } from '../../common/network';
import { rewardCurves } from '../../common/round-curves';
import { settingsOf } from '../../train/common/curves';
import { trainShown } from '../../train/common/shown';
import { refuseUnfit } from '../../train/common/token-fit';
import { refuseLarge } from '../../train/common/too-large';
import type { TrainingWords } from '../../train/common/words';
import { answersTo, answerText, type Prompt, promptsOf, requireWriter } from '../common/answers';
import { ruleOf } from '../common/rule';
import { withScoreHead } from '../common/score-network';
import type { alignPpo } from './node';

/** What a round tells besides its reward, each with a scale of its own. */
const OF_A_ROUND = [
  ['kl', { name: 'KL to the start', unit: 'nats an answer' }],
  ['entropy', { name: 'Entropy', unit: 'nats a token' }],
  ['length', { name: 'Length', unit: 'tokens' }],
  ['clipFraction', { name: 'Clip fraction' }],
] as const;

const wordsOf = (updates: number): TrainingWords => ({
  loss: 'reward',
  speed: 'tokens/s',
  live: (history) => ({
    over: 'round',
    series: rewardCurves(history, updates, REWARDS),
    readings: [...rewardCurves(history, updates, REWARDS), ...roundCurves(history, updates)].map(({ name, y }) => ({
      label: name,
      value: y.at(-1) ?? 0,
    })),
  }),
});

const REWARDS = { rounds: 'Reward of each round', looks: 'Reward, prompts put aside' };

function roundCurves({ steps }: TrainingHistory, updates: number): Curve[] {
  const rounds = steps.filter(({ measures }) => measures !== undefined);
  if (rounds.length === 0) return [];
  const x = rounds.map(({ step }) => Math.ceil((step + 1) / updates));
  return OF_A_ROUND.map(([key, about]) => ({
    ...about,
    apart: true,
    over: 'round',
    x,
    y: rounds.map(({ measures }) => measures?.[key] ?? 0),
  }));
}

/** Prompts whose answers are shown, before and after. */
const SHOWN = 4;

/** Without prompts, documents from their beginning stand for as many: some to learn from, one to look at. */
const BEGINNINGS = 5;

export const run: Run<typeof alignPpo> = async ({ model, prompts: given, reward, goal, plain }, params, context) => {
  requireWriter(model);
  const codec = codecOf(model.tokenizer);
  const rule = reward || goal ? null : ruleOf(params);
  // Only this takes the chemistry library.
  const openGoal = goal && (await import('../../common/chemistry/goal')).openGoal;
  if (reward && JSON.stringify(reward.tokenizer) !== JSON.stringify(model.tokenizer))
    throw new GenloomError({
      code: 'align.other-tokenizer',
      title: 'The reward model cuts texts into other tokens than the model does.',
      fix: 'Train the reward model from the same model.',
    });
  const prompts = given
    ? promptsOf(given, codec, model.blockLength, params.answerTokens, context)
    : Array.from({ length: BEGINNINGS }, () => ({ text: '', ids: promptIds(codec, '') }));
  const shuffled = createRandom(`${context.seed}/held-out`).shuffle([...prompts]);
  const aside = Math.min(prompts.length - 1, Math.round(params.heldOut * prompts.length));
  const [held, training] = [shuffled.slice(0, aside), shuffled.slice(aside)];
  const network = concreteNetwork(model.network);
  if (plain) refuseUnfit(network, plain);
  const scored = withScoreHead(model.network, model.weights, context.seed);
  const policy = policyOf(network, concreteNetwork(scored.network));
  const whole = joined([policy.trunk, policy.head, policy.score]);
  refuseLarge([whole], params.batchSize, context);
  const begin = Object.fromEntries(
    ownParameters(whole).flatMap(({ key }) => {
      const array = model.weights[key] ?? scored.weights[key];
      return array ? [[key, array]] : [];
    }),
  );
  const words = wordsOf(params.updates);
  const answering = { ...params, temperature: 1 };
  const asPrompt = (ids: readonly number[]): Prompt => ({ text: '', ids });
  const wanted = goal && openGoal?.(goal);
  const frozen = uploadWeights(whole, begin);
  const judge = reward ? { network: concreteNetwork(reward.network), scale: reward.scale } : null;
  const judging = judge && reward ? uploadWeights(judge.network, reward.weights) : null;
  try {
    const write = async (weights: typeof frozen, asked: readonly (readonly number[])[], seeds: readonly string[]) =>
      (await answersTo(asked.map(asPrompt), seeds, network, weights, codec, answering, context.breathe)).map(
        ({ ids }) => ids,
      );
    const score = async (asked: readonly (readonly number[])[], answers: readonly (readonly number[])[]) => {
      if (wanted) return wanted.worth(written(asked, answers), context.breathe);
      if (!judge || !judging || !reward)
        return answers.map((answer, row) => rule?.(answerText(codec, asPrompt(asked[row] ?? []), answer)) ?? 0);
      const texts = asked.map((prompt, row) => [...prompt, ...(answers[row] ?? [])].slice(-reward.blockLength));
      const raw = await scoreAll(judge.network, judging, texts, context.breathe);
      return [...raw].map((one) => (one - judge.scale.mean) / (judge.scale.deviation + 1e-8));
    };
    const written = (asked: readonly (readonly number[])[], answers: readonly (readonly number[])[]) =>
      answers.map((answer, row) =>
        codec.decode([...(asked[row] ?? []), ...answer.filter((id) => !codec.endIds.includes(id))]),
      );
    const shown = (held.length > 0 ? held : training).slice(0, SHOWN);
    const seeds = shown.map((_, index) => `${context.seed}/look/${index}`);
    const asText = (answers: readonly (readonly number[])[]) =>
      shown.map((prompt, index) => answerText(codec, prompt, answers[index] ?? []));
    const ids = shown.map((prompt) => prompt.ids);
    const before = asText(await write(frozen, ids, seeds));
    const { state } = await trainShown(
      {
        ...params,
        schedule: 'constant',
        decaySteps: 1,
        minimumLearningRate: 0,
        steps: params.rounds * params.updates,
        evaluateEvery: params.lookEvery * params.updates,
      },
      context,
      {
        network: whole,
        data: {
          training: { prompts: training.map((prompt) => prompt.ids), rollouts: [] },
          ...(held.length > 0 && { validation: { prompts: held.map((prompt) => prompt.ids), rollouts: [] } }),
        },
        objective: policyObjective(policy, {
          ...{ method: params.method, answers: params.rollouts, group: params.group, every: params.updates },
          ...{ clip: params.clipRange, gamma: params.gamma, lambda: params.lambda },
          ...{ valueWeight: params.valueWeight, entropyWeight: params.entropyWeight },
          divergenceWeight: params.klWeight,
          ...(params.klTarget > 0 && params.method === 'ppo' && { divergenceTarget: params.klTarget }),
          ...(plain && params.plainWeight > 0 && { plain: { network, text: plain, weight: params.plainWeight } }),
          reference: frozen,
          write,
          score,
        }),
        begin,
        words,
        evaluateBatches: 1,
      },
    );
    const tuned = Object.fromEntries(
      Object.keys(model.weights).map((key) => [key, state.weights[key] ?? model.weights[key]]),
    );
    const weights = Object.fromEntries(Object.entries(tuned).flatMap(([key, one]) => (one ? [[key, one]] : [])));
    const now = uploadWeights(network, weights);
    const after = asText(await write(now, ids, seeds).finally(() => disposeAll(now)));
    const looks = state.history.evaluations.flatMap(({ measures }) => (measures ? [measures] : []));
    const [first, last] = [looks[0], looks.at(-1)];
    const warning = gamed(first, last);
    if (warning) context.log('warning', warning);
    const figure = (name: string, key: string, unit?: string, better?: 'lower' | 'higher'): Metric[] =>
      last?.[key] === undefined ? [] : [{ name, value: last[key], ...(unit && { unit }), ...(better && { better }) }];
    return {
      model: { ...model, weights, trainedSteps: model.trainedSteps + state.step, validationLoss: null },
      metrics: {
        values: [
          ...figure('Reward', 'reward', undefined, 'higher'),
          ...(first?.reward === undefined ? [] : [{ name: 'Reward at the start', value: first.reward }]),
          ...figure('KL to the start', 'kl', 'nats an answer', 'lower'),
          ...figure('Entropy', 'entropy', 'nats a token'),
          ...figure('Length', 'length', 'tokens'),
          { name: 'Rounds', value: params.rounds },
        ],
        curves: [
          ...rewardCurves(state.history, params.updates, REWARDS),
          ...roundCurves(state.history, params.updates),
          ...settingsOf(state.history, words),
        ],
        notes: shown.map(
          ({ text }, index) => `${text && `${text} → `}before: ${before[index]} · after: ${after[index]}`,
        ),
      },
    };
  } finally {
    disposeAll(frozen);
    if (judging) disposeAll(judging);
    wanted?.close();
  }
};

/** A language model and the same body under a score head, as parts that share their weights. */
function policyOf(network: ConcreteNetwork, scored: ConcreteNetwork): Policy {
  const last = ({ operations, output }: ConcreteNetwork): Operation => {
    const found = operations.find(({ id }) => id === output);
    if (!found) throw new TypeError('A network has the operation that it ends in.');
    return found;
  };
  const [head, score] = [last(network), last(scored)];
  const alone = (one: Operation): ConcreteNetwork => ({ operations: [{ ...one, inputs: ['input'] }], output: one.id });
  return {
    trunk: {
      ...network,
      operations: network.operations.filter(({ id }) => id !== head.id),
      output: head.inputs[0] ?? 'input',
    },
    head: alone(head),
    score: alone(score),
  };
}

type Measures = Readonly<Record<string, number>>;

/** What to say where the reward rose while answers strayed far and grew long. */
function gamed(first: Measures | undefined, last: Measures | undefined): string | null {
  if (!first || !last) return null;
  const { reward = 0, kl = 0, length = 0 } = last;
  if (reward <= (first.reward ?? 0) || kl < 10 || length < 1.5 * (first.length ?? length)) return null;
  return `The reward may be gamed: it rose while answers strayed ${kl.toFixed(0)} nats from the start and grew ${(length / (first.length ?? length)).toFixed(1)} times as long. Read them, and let straying cost more.`;
}
