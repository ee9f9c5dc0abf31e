import { VIEW_LIMITS } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** Plain data of kinds that have no file of their own. */
export const json: Codec<unknown> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: (value) => ({ view: 'text', text: JSON.stringify(value, null, 1).slice(0, VIEW_LIMITS.characters) }),
};
