import { type AnswerPairs, answerPairsView } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/** JSON lines, one pair a line. */
export const answerPairs: Codec<AnswerPairs> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: ({ pairs }) => utf8.encode(pairs.map((pair) => `${JSON.stringify(pair)}\n`).join('')),
  decode: (bytes) => ({
    pairs: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line): AnswerPairs['pairs'][number] => JSON.parse(line)),
  }),
  look: (value, { large = false, offset = 0 }) => answerPairsView(value, large, offset),
};
