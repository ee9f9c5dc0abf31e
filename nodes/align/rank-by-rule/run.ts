import { GenloomError, type PreferencePair, preferencesView, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { diverged } from '../../generate/diverged';
import { answersTo, answerText, promptsOf, requireWriter } from '../common/answers';
import { meanAndDeviation } from '../common/figures';
import { ruleOf } from '../common/rule';
import type { rankByRule } from './node';

export const run: Run<typeof rankByRule> = async ({ model, prompts: given }, params, context) => {
  requireWriter(model);
  const score = ruleOf(params);
  const codec = codecOf(model.tokenizer);
  const network = concreteNetwork(model.network);
  const prompts = promptsOf(given, codec, model.blockLength, params.answerTokens, context);
  const asked = Array.from({ length: params.pairs }, (_, index) => prompts[index % prompts.length]).filter(
    (prompt) => prompt !== undefined,
  );
  const mistakes = createRandom(`${context.seed}/mistakes`);
  const pairs: PreferencePair[] = [];
  const scores: number[] = [];
  let ties = 0;
  const weights = uploadWeights(network, model.weights);
  try {
    const each = Math.max(1, params.together >> 1);
    for (let first = 0; first < asked.length; first += each) {
      const some = asked.slice(first, first + each);
      const twice = some.flatMap((prompt) => [prompt, prompt]);
      const seeds = twice.map((_, index) => `${context.seed}/pair/${first + (index >> 1)}/${index % 2}`);
      const answers = await answersTo(twice, seeds, network, weights, codec, params, context.breathe);
      for (const [index, prompt] of some.entries()) {
        const [a, b] = [0, 1].map((side) => answerText(codec, prompt, answers[2 * index + side]?.ids ?? []));
        if (a === undefined || b === undefined) continue;
        const [worthA, worthB] = [score(a), score(b)];
        scores.push(worthA, worthB);
        const wrong = mistakes.next() < params.noise;
        if (worthA === worthB) ties += 1;
        else {
          const [chosen, rejected] = worthA > worthB !== wrong ? [a, b] : [b, a];
          pairs.push({ prompt: prompt.text, chosen, rejected, by: 'rule' });
        }
      }
      context.progress({ done: Math.min(first + each, asked.length), total: asked.length, message: 'answering' });
      context.preview(preferencesView({ pairs }, 3), 'preferences');
    }
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  } finally {
    disposeAll(weights);
  }
  if (pairs.length === 0)
    throw new GenloomError({
      code: 'rank.all-ties',
      title: 'The rule finds both answers to every prompt worth the same.',
      detail: 'Then nothing is preferred to anything.',
      fix: 'Change the rule, or raise the temperature, so that answers differ more.',
    });
  if (ties > 0)
    context.log('info', `${ties.toLocaleString('en')} pairs were worth the same on both sides, and are left out.`);
  const { mean, deviation } = meanAndDeviation(scores);
  return {
    preferences: { pairs },
    report: {
      values: [
        { name: 'Pairs', value: pairs.length },
        { name: 'Left out', value: ties, help: 'Pairs whose two answers the rule finds worth the same.' },
        { name: 'Mean score', value: mean, help: 'What the rule gives an answer of this model.', better: 'higher' },
        { name: 'Deviation of scores', value: deviation, help: 'How far answers lie apart: what can be gained.' },
      ],
      curves: [],
      notes: pairs
        .slice(0, 3)
        .map(({ prompt, chosen, rejected }) => `${prompt} → ${chosen} (rather than: ${rejected})`),
    },
  };
};
