import { GenloomError, type Metric, type Run } from '@/graph';
import { distinctN, longestCopiedPassage, repetitionWithin, wordsOf } from '@/ml/text';
import type { evaluateGeneration } from './node';

/** A longer text is refused: the automaton of its passages would not fit into memory. */
const LONGEST_TEXT = 2_000_000;
/** Words that a repeated word may lie back. */
const WINDOW = 64;

export const run: Run<typeof evaluateGeneration> = async ({ text, reference }, { maximumN }, context) => {
  const words = wordsOf(text);
  if (words.length === 0)
    throw new GenloomError({
      code: 'text.empty',
      title: 'There are no words to score.',
      fix: 'Write more tokens, or look at what the model wrote.',
    });
  if (text.length > LONGEST_TEXT)
    throw new GenloomError({
      code: 'text.too-long',
      title: `The text has ${text.length.toLocaleString('en')} characters; at most ${LONGEST_TEXT.toLocaleString('en')} are scored.`,
      fix: 'Score a part of it.',
    });
  const distinct = Array.from({ length: Math.min(maximumN, words.length) }, (_, index): Metric => {
    const n = index + 1;
    const help = n === 1 ? 'Share of words that are different.' : `Share of runs of ${n} words that are different.`;
    return { name: `Distinct-${n}`, value: distinctN(words, n), better: 'higher', help };
  });
  context.progress({ done: 1, total: 2, message: 'looking for copied passages' });
  await context.breathe();
  const copied = reference ? longestCopiedPassage(text, reference.items) : null;
  const passage = copied?.passage.trim() ?? '';
  return {
    metrics: {
      values: [
        ...distinct,
        {
          name: 'Repetition',
          value: 100 * repetitionWithin(words, WINDOW),
          unit: '%',
          better: 'lower',
          help: `Words that stood among the ${WINDOW} before them.`,
        },
        ...(reference
          ? [
              {
                name: 'Longest copied passage',
                value: passage.length,
                unit: 'characters',
                better: 'lower' as const,
                help: 'Word for word as in the training text.',
              },
              {
                name: 'Copied share',
                value: (100 * passage.length) / text.length,
                unit: '%',
                better: 'lower' as const,
                help: 'The longest copied passage, of the whole text.',
              },
            ]
          : []),
        { name: 'Words', value: words.length },
      ],
      curves: [],
      notes: copied
        ? [`Longest copied passage, from document ${copied.document + 1}: “${passage.slice(0, 2_000)}”`]
        : [],
    },
  };
};
