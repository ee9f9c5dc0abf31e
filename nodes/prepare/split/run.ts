import { GenloomError, type Run } from '@/graph';
import { charactersOf, documentsOf, documentsView } from '../../common/documents';
import type { split } from './node';

export const run: Run<typeof split> = ({ text }, { validation, order }, { random, preview }) => {
  const documents = documentsOf(text);
  const parts = order === 'in-order' ? cutInOrder(documents, validation) : drawn(documents, validation, random.next);
  if (charactersOf(parts.training) === 0 || charactersOf(parts.validation) === 0)
    throw new GenloomError({
      code: 'split.too-little',
      title: 'There is too little text to put some of it aside.',
      detail: `${charactersOf(documents).toLocaleString('en')} characters in ${documents.length} documents cannot be split like this.`,
      fix: 'Give more text, or put another share aside.',
    });
  preview(documentsView(parts.training), 'training');
  preview(documentsView(parts.validation), 'validation');
  return { training: { items: parts.training }, validation: { items: parts.validation } };
};

interface Parts {
  readonly training: readonly string[];
  readonly validation: readonly string[];
}

/** The last part of the text, counted in characters; the document on the border is cut, never between the halves of a character. */
function cutInOrder(documents: readonly string[], share: number): Parts {
  let left = Math.floor(charactersOf(documents) * (1 - share));
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] ?? '';
    if (left < document.length) {
      const place = isHalf(document, left) ? left - 1 : left;
      const [before, after] = [document.slice(0, place), document.slice(place)];
      return {
        training: [...documents.slice(0, index), ...(before === '' ? [] : [before])],
        validation: [...(after === '' ? [] : [after]), ...documents.slice(index + 1)],
      };
    }
    left -= document.length;
  }
  return { training: documents, validation: [] };
}

/** Whole documents, drawn until they hold the share; both parts keep their order. */
function drawn(documents: readonly string[], share: number, next: () => number): Parts {
  if (documents.length < 2)
    throw new GenloomError({
      code: 'split.one-document',
      title: 'There is only one document, so none can be drawn at random.',
      fix: 'Split “The end” instead, or let the text source make a document of each line or paragraph.',
    });
  const ranks = documents.map((document, index) => ({ index, length: document.length, rank: next() }));
  ranks.sort((a, b) => a.rank - b.rank);
  const wanted = charactersOf(documents) * share;
  const aside = new Set<number>();
  let held = 0;
  for (const { index, length } of ranks) {
    if (held >= wanted || aside.size === documents.length - 1) break;
    aside.add(index);
    held += length;
  }
  return {
    training: documents.filter((_, index) => !aside.has(index)),
    validation: documents.filter((_, index) => aside.has(index)),
  };
}

/** Whether a cut here would part a surrogate pair. */
const isHalf = (text: string, place: number): boolean => {
  const code = text.charCodeAt(place);
  return place > 0 && code >= 0xdc00 && code < 0xe000;
};
