import type { Random } from '../random';
import { TextError } from './error';

export interface Split {
  readonly training: readonly string[];
  readonly validation: readonly string[];
}

/**
 * Puts the last part of a text aside, counted in characters over all documents, in the middle of one if need be. One document with
 * `validation` 0.1 is cut as nanoGPT cuts tinyshakespeare: training is the first ⌊0.9 n⌋ characters. No character is cut in two.
 * @throws TextError `text.too-short` when nothing would be left on one side
 */
export function splitInOrder(documents: readonly string[], validation: number): Split {
  const total = documents.reduce((sum, document) => sum + document.length, 0);
  let left = Math.floor(total * (1 - validation));
  if (left === 0 || left === total) throw tooShort(total);
  const training: string[] = [];
  const aside: string[] = [];
  for (const document of documents) {
    const cut = endsInsideCharacter(document, left) ? left - 1 : Math.min(left, document.length);
    if (cut > 0 || (left > 0 && document === '')) training.push(document.slice(0, cut));
    if (cut < document.length || (left <= 0 && document === '')) aside.push(document.slice(cut));
    left -= document.length;
    if (left < 0) left = 0;
  }
  if (training.length === 0) throw tooShort(total);
  return { training, validation: aside };
}

/**
 * Draws whole documents for validation, a share of their number, at least one; both parts keep their order.
 * @throws TextError `text.one-document` when there are fewer than two
 */
export function splitShuffled(documents: readonly string[], validation: number, random: Random): Split {
  if (documents.length < 2)
    throw new TextError(
      'text.one-document',
      'One document cannot be split at random.',
      'Whole documents are drawn for validation, and here is only one.',
      'Choose “The end”, or let the text source make each paragraph or line a document.',
    );
  const count = Math.min(documents.length - 1, Math.max(1, Math.round(documents.length * validation)));
  const drawn = new Set(random.shuffle([...documents.keys()]).slice(0, count));
  return {
    training: documents.filter((_, index) => !drawn.has(index)),
    validation: documents.filter((_, index) => drawn.has(index)),
  };
}

function endsInsideCharacter(text: string, length: number): boolean {
  return length > 0 && length < text.length && (text.codePointAt(length - 1) ?? 0) > 0xffff;
}

function tooShort(length: number): TextError {
  return new TextError(
    'text.too-short',
    'The text is too short to be split.',
    `It has ${length} characters, and one of the parts would be empty.`,
    'Give a longer text, or put another share aside.',
  );
}
