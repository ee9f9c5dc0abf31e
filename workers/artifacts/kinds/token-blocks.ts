import type { TokenBlocks } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

interface Header extends Omit<TokenBlocks, 'ids'> {
  readonly tokens: number;
}

/** `dataset<tokens>`: the length of a JSON header (4 bytes, little endian), the header, the ids as 32-bit whole numbers. */
export const tokenBlocks: Codec<TokenBlocks> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: ({ ids, ...rest }) => {
    const header = toJson({ ...rest, tokens: ids.length } satisfies Header);
    const whole = new Uint8Array(4 + header.length + ids.length * 4);
    new DataView(whole.buffer).setUint32(0, header.length, true);
    whole.set(header, 4);
    whole.set(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength), 4 + header.length);
    return whole;
  },
  decode: (bytes) => {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const { tokens, ...rest } = fromJson<Header>(bytes.subarray(4, 4 + length));
    const start = 4 + length;
    return { ...rest, ids: new Int32Array(bytes.slice(start, start + tokens * 4).buffer) };
  },
  look: ({ ids, blockLength, vocabularySize, characters }) => ({
    view: 'numbers',
    items: [
      { label: 'tokens', value: ids.length },
      { label: 'tokens a block', value: blockLength },
      { label: 'different tokens', value: vocabularySize },
      { label: 'characters a token', value: ids.length > 0 ? characters / ids.length : 0 },
    ],
  }),
  facts: ({ vocabularySize, blockLength }) => ({ vocabularySize, blockLength }),
  file: ({ ids, ...rest }) => toJson({ ...rest, ids: [...ids] }),
};
