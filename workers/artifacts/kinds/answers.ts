import { type Answers, answersView, VIEW_LIMITS } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/** Answers as JSON lines, one `{ prompt, answer, reference }` each. */
export const answers: Codec<Answers> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: ({ items }) => utf8.encode(items.map((item) => `${JSON.stringify(item)}\n`).join('')),
  decode: (bytes) => ({
    items: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  }),
  look: (value, { large, offset = 0 }) => answersView(value, large ? VIEW_LIMITS.items : 5, offset),
};
