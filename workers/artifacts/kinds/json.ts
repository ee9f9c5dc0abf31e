import { VIEW_LIMITS } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** Characters of a value that a card shows. */
const SMALL = 400;

/** Data as JSON: of the kind of that name, and of kinds that have no file of their own. */
export const json: Codec<unknown> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look(value, { large }) {
    const text = JSON.stringify(value, null, 2);
    const most = large ? VIEW_LIMITS.characters : SMALL;
    return { view: 'text', text: text.slice(0, most), ...(text.length > most && { truncated: true }) };
  },
};
