import { type Answers, answersView, GenloomError, type Run } from '@/graph';
import { bestOfDivergence, expectedBest } from '@/ml/align/best-of';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { requireWriter } from '../../align/common/answers';
import { meanAndDeviation } from '../../align/common/figures';
import { type Exchange, rewardsOf } from '../../align/common/rewards';
import { ruleOf } from '../../align/common/rule';
import { documentsOf, excerpt } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { stopStrings } from '../../common/stop';
import { createWriter } from '../../common/writer';
import { type Asked, questionsOf } from '../answers/asked';
import { diverged } from '../diverged';
import type { bestOfN } from './node';

export const run: Run<typeof bestOfN> = async ({ model, prompts, conversations, reward }, params, context) => {
  requireWriter(model);
  const rule = reward ? null : ruleOf(params);
  const all: readonly Asked[] = prompts
    ? documentsOf(prompts).map((prompt) => ({ prompt }))
    : conversations
      ? questionsOf(conversations, model)
      : [];
  const asked = params.limit > 0 ? all.slice(0, params.limit) : all;
  if (asked.length === 0) throw nothing();
  const { n } = params;
  const network = concreteNetwork(model.network);
  try {
    const weights = uploadWeights(network, model.weights);
    let written: string[];
    try {
      const writer = createWriter({ model, network, weights });
      // Each answer has a stream of its own, by its place.
      const repeated = asked.flatMap(({ prompt }) => Array.from({ length: n }, () => prompt));
      const rules = {
        strategy: 'sample' as const,
        temperature: params.temperature,
        maximumTokens: writer.roomFor(params.maxTokens),
        stop: stopStrings(params.stop),
        seed: context.seed,
      };
      written = await writer.write(repeated, rules, context);
    } finally {
      disposeAll(weights);
    }
    const exchanges = written.map((answer, index): Exchange => [asked[Math.floor(index / n)]?.prompt ?? '', answer]);
    const scores = reward
      ? await rewardsOf(reward, exchanges, context)
      : exchanges.map(([, answer]) => rule?.(answer) ?? 0);
    const groups = asked.map((one, place) => {
      const rewards = scores.slice(place * n, (place + 1) * n);
      const best = rewards.indexOf(Math.max(...rewards));
      return { one, rewards, first: written[place * n] ?? '', answer: written[place * n + best] ?? '' };
    });
    const answers: Answers = { items: groups.map(({ one, answer }) => ({ ...one, answer })) };
    context.preview(answersView(answers), 'answers');
    const curves = groups.map(({ rewards }) => expectedBest(rewards));
    const byCount = Array.from(
      { length: n },
      (_, index) => meanAndDeviation(curves.map((curve) => curve[index] ?? 0)).mean,
    );
    const x = byCount.map((_, index) => index + 1);
    const [one = 0, best = 0] = [byCount[0], byCount.at(-1)];
    return {
      answers,
      report: {
        values: [
          { name: 'Reward of what is kept', value: best, better: 'higher', help: 'The mean over all prompts.' },
          { name: 'Reward of one answer', value: one, help: 'The mean of all that were written.' },
          { name: 'Gain', value: best - one, better: 'higher', help: 'What choosing adds to the reward.' },
          {
            name: 'KL to the model, at most',
            value: bestOfDivergence(n),
            unit: 'nats an answer',
            better: 'lower',
            help: `log n − (n − 1) / n for n = ${n}. It is a bound: where the model has few answers to choose from, it strays less.`,
          },
          { name: 'Answers written', value: written.length },
        ],
        curves: [
          { name: 'Reward of the best of so many', unit: 'reward', apart: true, over: 'answers', x, y: byCount },
          {
            name: 'KL at most, of the best of so many',
            unit: 'nats an answer',
            apart: true,
            over: 'answers',
            x,
            y: x.map(bestOfDivergence),
          },
        ],
        notes: groups
          .slice(0, 5)
          .map(
            ({ one: { question, prompt }, first, answer }) =>
              `${excerpt(question ?? prompt, 80)} → kept: ${excerpt(answer, 100)} · the first was: ${excerpt(first, 100)}`,
          ),
      },
    };
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};

const nothing = () =>
  new GenloomError({
    code: 'answers.no-prompts',
    title: 'There are no prompts to answer.',
    fix: 'Connect documents, or conversations.',
  });
