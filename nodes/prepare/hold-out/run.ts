import { type Examples, GenloomError, type Run } from '@/graph';
import { wordsOf } from '@/ml/captions';
import { takeExamples } from '../../common/examples';
import type { holdOut } from './node';

export const run: Run<typeof holdOut> = ({ examples }, { combinations }) => {
  const said = saidOf(examples);
  const wanted = combinations
    .split(/[,\n]/)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  if (wanted.length === 0)
    throw new GenloomError({
      code: 'hold-out.none',
      title: 'No combination is named.',
      fix: 'Write some under “Combinations”, such as “red star, blue ring”.',
    });
  const isHeld = said.map(wordsOf).map((words) => wanted.map((combination) => hasAll(words, combination)));
  const missing = wanted.filter((_, place) => !isHeld.some((held) => held[place]));
  if (missing.length > 0)
    throw new GenloomError({
      code: 'hold-out.nowhere',
      title: `There is nothing that is ${missing.map((words) => `“${words.join(' ')}”`).join(' or ')}.`,
      detail: `The first is told as “${said[0] ?? ''}”.`,
      fix: 'Change “Combinations”: all of their words have to stand in one caption.',
    });
  const all = isHeld.map((held) => held.includes(true));
  const some = (held: boolean) =>
    takeExamples(
      examples,
      [...all.keys()].filter((row) => all[row] === held),
    );
  const [training, unseen] = [some(false), some(true)];
  if (training.count === 0)
    throw new GenloomError({
      code: 'hold-out.all',
      title: 'Every example has one of these combinations, so that nothing is left to learn from.',
      fix: 'Name fewer.',
    });
  return { training, unseen };
};

/** What is said of each: its caption, or the name of its class. @throws GenloomError `hold-out.no-words` */
function saidOf({ captions, labels, classes, count }: Examples): readonly string[] {
  if (captions) return captions;
  if (labels && classes) return Array.from({ length: count }, (_, row) => classes[labels[row] ?? -1] ?? '');
  throw new GenloomError({
    code: 'hold-out.no-words',
    title: 'Nothing is said of these examples in words.',
    fix: 'Give examples with captions or with classes.',
  });
}

/** Whether a caption has all words of a combination; “stars” is more than one star. */
const hasAll = (words: readonly string[], combination: readonly string[]): boolean =>
  combination.every((one) => words.some((word) => word === one || word === `${one}s` || word === `${one}es`));
