import { VIEW_LIMITS } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/** UTF-8. */
export const text: Codec<string> = {
  extension: 'txt',
  mediaType: 'text/plain;charset=utf-8',
  encode: (value) => utf8.encode(value),
  decode: readText,
  look: (value, { large, offset = 0 }) => {
    const most = large ? VIEW_LIMITS.characters : 600;
    return { view: 'text', text: value.slice(offset, offset + most), truncated: value.length > offset + most };
  },
};
