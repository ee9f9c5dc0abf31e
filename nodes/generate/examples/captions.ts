import { GenloomError } from '@/graph';
import { type CaptionVocabulary, wordsOf } from '@/ml/captions';

/** As many known words are named in an error. */
const NAMED = 80;

/**
 * The captions that are asked for, one a line; none where nothing is.
 * @throws GenloomError `generate.no-captions`, `generate.unknown-words`, `generate.long-caption`
 */
export function captionsAsked(text: string, known: CaptionVocabulary | null): readonly string[] {
  const captions = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (captions.length === 0) return [];
  if (!known)
    throw new GenloomError({
      code: 'generate.no-captions',
      title: 'This model was told no captions, so it cannot be asked in words.',
      fix: 'Leave “Captions” empty, or train a network whose “Example input” is told the caption.',
    });
  requireKnownWords(captions, known.words);
  const long = captions.find((caption) => wordsOf(caption).length > known.length);
  if (long !== undefined)
    throw new GenloomError({
      code: 'generate.long-caption',
      title: `“${long.slice(0, 120)}” has ${wordsOf(long).length} words, and the model is told at most ${known.length}.`,
      fix: 'Ask in fewer words.',
    });
  return captions;
}

function requireKnownWords(captions: readonly string[], words: readonly string[]): void {
  const known = new Set(words);
  const unknown = [...new Set(captions.flatMap(wordsOf))].filter((word) => !known.has(word));
  if (unknown.length === 0) return;
  const sorted = [...words].sort();
  const more = sorted.length > NAMED ? ` and ${sorted.length - NAMED} more` : '';
  throw new GenloomError({
    code: 'generate.unknown-words',
    title: `The model does not know ${unknown
      .slice(0, 10)
      .map((word) => `“${word}”`)
      .join(', ')}.`,
    detail: `It knows the words of the captions that it learned from: ${sorted.slice(0, NAMED).join(', ')}${more}.`,
    fix: 'Ask in these words.',
  });
}
