import { type Found, type Hits, hitsView } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/** JSON lines, one query with what was found a line. */
export const hits: Codec<Hits> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: ({ found }) => utf8.encode(found.map((one) => `${JSON.stringify(one)}\n`).join('')),
  decode: (bytes) => ({
    found: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Found => JSON.parse(line)),
  }),
  look: (value, { large, offset }) => hitsView(value, large, offset),
};
