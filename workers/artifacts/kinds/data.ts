import { type Json, VIEW_LIMITS } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** JSON, as it is. */
export const data: Codec<Json> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look(value, { large }) {
    const text = JSON.stringify(value, null, 2);
    const most = large ? VIEW_LIMITS.characters : 400;
    return { view: 'text', text: text.slice(0, most), ...(text.length > most && { truncated: true }) };
  },
};
