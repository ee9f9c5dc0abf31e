import type { ChatRequest } from '@/graph';

/** Bytes of text that a token stands for, on the average over languages and tokenizers. */
const BYTES_PER_TOKEN = 4;
/** What services count for a picture of usual size, about. */
const TOKENS_PER_IMAGE = 1_600;

/** About how many tokens a text is, where nobody has counted. */
export const estimatedTokens = (text: string): number => Math.ceil(Buffer.byteLength(text, 'utf8') / BYTES_PER_TOKEN);

/** About how many tokens a request is to read: its words, its tools, and its pictures. */
export function estimatedInput({ messages, tools = [], output }: ChatRequest): number {
  let images = 0;
  const words = JSON.stringify({ messages, tools, output }, (key, value: unknown) => {
    if (key !== 'data' || typeof value !== 'string') return value;
    images++;
    return '';
  });
  return estimatedTokens(words) + images * TOKENS_PER_IMAGE;
}
