import { GenloomError, type PreferencePair, preferencesView, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { askedItems, type Told } from '../../evaluate/items';
import { answerTwice } from '../common/answer-twice';
import { meanAndDeviation } from '../common/figures';
import { ruleOf } from '../common/rule';
import type { rankByRule } from './node';

export const run: Run<typeof rankByRule> = async ({ model, prompts: given }, params, context) => {
  const score = ruleOf(params);
  const mistakes = createRandom(`${context.seed}/mistakes`);
  const pairs: PreferencePair[] = [];
  const scores: number[] = [];
  const told: Told[] = [];
  let ties = 0;
  await answerTwice([model, model], given, params, context, (some) => {
    for (const { prompt, answers } of some) {
      const [a, b] = answers;
      const [worthA, worthB] = [score(a), score(b)];
      scores.push(worthA, worthB);
      for (const given of answers) told.push({ asked: prompt, given, right: '' });
      const wrong = mistakes.next() < params.noise;
      if (worthA === worthB) ties += 1;
      else {
        const [chosen, rejected] = worthA > worthB !== wrong ? [a, b] : [b, a];
        pairs.push({ prompt, chosen, rejected, by: 'rule' });
      }
    }
    context.preview(preferencesView({ pairs }, 3), 'preferences');
  });
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
      items: askedItems('answers', told, [{ name: 'Mean score', values: scores }]),
    },
  };
};
