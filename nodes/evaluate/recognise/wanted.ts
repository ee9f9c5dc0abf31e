import { GenloomError } from '@/graph';
import { wordsOf } from '@/ml/captions';

/**
 * Which classes a caption asks for, by their places: those that have all words of it that belong to any class. “a large red star” asks of “red star”,
 * “red ring” and “blue star” for the first, “a star” for the first and the last.
 * @throws GenloomError `recognise.names-none` where no word of it belongs to a class, `recognise.no-class` where no class has all of them
 */
export function classesWanted(caption: string, classes: readonly string[]): ReadonlySet<number> {
  const named = classes.map((name) => new Set(wordsOf(name)));
  const said = [...new Set(wordsOf(caption))].filter((word) => named.some((words) => words.has(word)));
  if (said.length === 0)
    throw new GenloomError({
      code: 'recognise.names-none',
      title: `“${caption.slice(0, 120)}” names nothing that the classifier knows.`,
      detail: known(classes),
      fix: 'Ask for one of these, or train the classifier on pictures of what you ask for.',
    });
  const places = named.flatMap((words, place) => (said.every((word) => words.has(word)) ? [place] : []));
  if (places.length > 0) return new Set(places);
  throw new GenloomError({
    code: 'recognise.no-class',
    title: `The classifier knows nothing that is ${said.map((word) => `“${word}”`).join(' and ')} at once.`,
    detail: known(classes),
    fix: 'Ask for one of these.',
  });
}

const known = (classes: readonly string[]): string =>
  `It knows ${classes.slice(0, 40).join(', ')}${classes.length > 40 ? ` and ${classes.length - 40} more` : ''}.`;
