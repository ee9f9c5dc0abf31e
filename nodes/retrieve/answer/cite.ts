import { type ChatMessage, type Hit, userText } from '@/graph';

/** A question with what was found for it, as a language model is asked: each passage under the number that it is cited by. */
export const askedWith = (instructions: string, query: string, hits: readonly Hit[]): ChatMessage[] => [
  ...(instructions.trim() === '' ? [] : [{ role: 'system' as const, content: instructions }]),
  userText(
    [
      'Passages:',
      ...hits.map(({ passage: { title, text } }, place) => `[${place + 1}] (${title})\n${text}`),
      `Question: ${query}`,
    ].join('\n\n'),
  ),
];

/** The numbers that an answer cites, each once and in order: those of passages that it was given, and those that it made up. */
export function citedIn(answer: string, passages: number): { readonly cited: number[]; readonly unknown: number[] } {
  const numbers = Array.from(answer.matchAll(/\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g), ([, inside = '']) =>
    inside.split(/[,;]/).map(Number),
  ).flat();
  const all = [...new Set(numbers)].sort((a, b) => a - b);
  const isThere = (number: number) => number >= 1 && number <= passages;
  return { cited: all.filter(isThere), unknown: all.filter((number) => !isThere(number)) };
}
