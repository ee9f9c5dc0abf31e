import { type Passage, type Passages, passagesView } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/** JSON lines, one passage a line, with where it comes from. */
export const passages: Codec<Passages> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: (value) => utf8.encode(value.passages.map((one) => `${JSON.stringify(one)}\n`).join('')),
  decode: (bytes) => ({
    passages: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Passage => JSON.parse(line)),
  }),
  look: (value, { large, offset }) => passagesView(value, large, offset),
};
