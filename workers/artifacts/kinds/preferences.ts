import { type Preferences, preferencesView, VIEW_LIMITS } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/** JSON lines, one `{"prompt": …, "chosen": …, "rejected": …}` a pair, as trainers of preferences read them. */
export const preferences: Codec<Preferences> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: ({ pairs }) => utf8.encode(pairs.map((pair) => `${JSON.stringify(pair)}\n`).join('')),
  decode: (bytes) => ({
    pairs: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Preferences['pairs'][number] => JSON.parse(line)),
  }),
  look: (value, { large, offset = 0 }) => preferencesView(value, large ? VIEW_LIMITS.items : 3, offset),
};
