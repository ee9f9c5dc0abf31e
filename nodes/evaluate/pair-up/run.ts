import { type AnswerPair, type Answers, answerPairsView, GenloomError, pairId, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { namedInputs } from '../six';
import type { pairUp } from './node';

export const run: Run<typeof pairUp> = (inputs, { most }, { seed, log, preview }) => {
  const models = namedInputs(inputs, '').map(({ value }) => byPrompt(value));
  const [first = new Map<string, string>(), ...others] = models;
  const shared = [...first.keys()].filter((prompt) => others.every((other) => other.has(prompt)));
  if (shared.length === 0)
    throw new GenloomError({
      code: 'arena.nothing-shared',
      title: 'There is no prompt that all of these models answered.',
      fix: 'Let them answer the same prompts.',
    });
  const random = createRandom(`${seed}/pairs`);
  const meetings = models.flatMap((_, one) =>
    models.slice(one + 1).map((__, after) => [one, one + 1 + after] as const),
  );
  const prompts = random.shuffle([...shared]).slice(0, Math.max(1, Math.floor(most / meetings.length)));
  let alike = 0;
  const pairs = new Map<string, AnswerPair>();
  for (const prompt of prompts)
    for (const [one, other] of meetings) {
      const [left, right] = random.next() < 0.5 ? [one, other] : [other, one];
      const shown = { prompt, left: models[left]?.get(prompt) ?? '', right: models[right]?.get(prompt) ?? '' };
      if (shown.left === shown.right) {
        alike += 1;
        continue;
      }
      const id = pairId(shown);
      pairs.set(id, { id, ...shown, leftBy: left + 1, rightBy: right + 1 });
    }
  if (pairs.size === 0)
    throw new GenloomError({
      code: 'pairs.all-alike',
      title: 'All models answer every prompt the same.',
      fix: 'Let them sample, or ask something on which they differ.',
    });
  if (alike > 0) log('info', `${alike.toLocaleString('en')} pairs are left out: both answers are the same.`);
  const made = { pairs: [...pairs.values()] };
  preview(answerPairsView(made), 'pairs');
  return { pairs: made };
};

/** The first answer to each prompt. */
function byPrompt({ items }: Answers): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const { prompt, answer } of items) if (!answers.has(prompt)) answers.set(prompt, answer);
  return answers;
}
