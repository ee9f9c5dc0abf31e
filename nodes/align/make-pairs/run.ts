import { type AnswerPair, answerPairsView, GenloomError, pairId, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { answerTwice } from '../common/answer-twice';
import type { makePairs } from './node';

export const run: Run<typeof makePairs> = async ({ model, second, prompts }, params, context) => {
  const sides = createRandom(`${context.seed}/sides`);
  const pairs = new Map<string, AnswerPair>();
  const by = second ? 2 : 1;
  let made = 0;
  await answerTwice([model, second ?? model], prompts, params, context, (some) => {
    for (const { prompt, answers } of some) {
      made += 1;
      const turned = sides.next() < 0.5;
      const [a, b] = answers;
      if (a === b) continue;
      const shown = turned ? { prompt, left: b, right: a } : { prompt, left: a, right: b };
      const id = pairId(shown);
      pairs.set(id, { id, ...shown, leftBy: turned ? by : 1, rightBy: turned ? 1 : by });
    }
    context.preview(answerPairsView({ pairs: [...pairs.values()] }), 'pairs');
  });
  if (pairs.size === 0)
    throw new GenloomError({
      code: 'pairs.all-alike',
      title: 'Both answers to every prompt are the same.',
      detail: 'Then there is nothing to choose between.',
      fix: 'Raise the temperature, or give a second model.',
    });
  const left = made - pairs.size;
  if (left > 0) context.log('info', `${left.toLocaleString('en')} pairs are left out: alike, or made before.`);
  return { pairs: { pairs: [...pairs.values()] } };
};
