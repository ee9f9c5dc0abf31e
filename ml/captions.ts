import { type Tensor2D, tensor2d } from './tf';

/** Words as numbers: 0 is no word, 1 one that is not known; the first known word is 2. */
const [NONE, UNKNOWN, FIRST] = [0, 1, 2];

/** Words of captions as a network takes them: `length` numbers a caption, 0 after its end. */
export interface CaptionRows {
  readonly ids: Int32Array;
  readonly length: number;
}

/** What a model knows of captions: its words, and how many words of a caption it is given. */
export interface CaptionVocabulary {
  readonly words: readonly string[];
  readonly length: number;
}

/** The words of a caption: letters and digits, in small letters; all else stands between words. */
export const wordsOf = (caption: string): readonly string[] =>
  caption.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The words of these captions, the most frequent first, as many as there is room for in a network that takes numbers below `size`. */
export function learnWords(
  captions: readonly string[],
  size: number,
): { readonly words: string[]; readonly left: number } {
  const counts = new Map<string, number>();
  for (const caption of captions) for (const word of wordsOf(caption)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const all = [...counts].sort(([a, often], [b, oftenB]) => oftenB - often || (a < b ? -1 : 1)).map(([word]) => word);
  const words = all.slice(0, Math.max(0, size - FIRST));
  return { words, left: all.length - words.length };
}

/** Writes captions as numbers. What is beyond the length is left out. */
export function captionWriter({ words, length }: CaptionVocabulary): (captions: readonly string[]) => CaptionRows {
  const numbers = new Map(words.map((word, index) => [word, index + FIRST]));
  return (captions) => {
    const ids = new Int32Array(captions.length * length);
    for (const [row, caption] of captions.entries())
      for (const [place, word] of wordsOf(caption).slice(0, length).entries())
        ids[row * length + place] = numbers.get(word) ?? UNKNOWN;
    return { ids, length };
  };
}

/** Captions of which some rows are hidden, as an empty caption is. */
export const withoutCaptions = ({ ids, length }: CaptionRows, hidden: readonly boolean[]): CaptionRows => ({
  ids: ids.map((id, index) => (hidden[Math.floor(index / length)] ? NONE : id)),
  length,
});

/** As a network's input, `[B, length]`; the caller's to dispose of. */
export const captionTensor = ({ ids, length }: CaptionRows): Tensor2D =>
  tensor2d(ids, [ids.length / length, length], 'int32');
