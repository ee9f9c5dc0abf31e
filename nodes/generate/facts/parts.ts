/** Sentences that are read together, so that “she” finds whom it means. */
const TOGETHER = 2;

/** A document in parts to read: whole where it is a sentence or two, otherwise sentence by sentence, one that begins with a pronoun with the one before it. */
export function partsOf(document: string): string[] {
  const sentences = document
    .split(/(?<=[.!?])\s+(?=\S)|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  if (sentences.length <= TOGETHER) return sentences.length === 0 ? [] : [sentences.join(' ')];
  return sentences.map((sentence, at) => {
    const before = sentences[at - 1];
    return before !== undefined && /^(he|she|it|they)\b/i.test(sentence) ? `${before} ${sentence}` : sentence;
  });
}
