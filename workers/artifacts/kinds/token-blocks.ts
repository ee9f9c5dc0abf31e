import type { TokenBlocks } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

interface Header extends Omit<TokenBlocks, 'ids' | 'starts' | 'answers'> {
  readonly tokens: number;
  /** Of conversations: how many blocks there are. Their beginnings follow the ids, and then a byte for each id: whether it is an answer's. */
  readonly blocks?: number;
}

/** `dataset<tokens>`: the length of a JSON header (4 bytes, little endian), the header, the ids as 32-bit whole numbers. */
export const tokenBlocks: Codec<TokenBlocks> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: ({ ids, starts, answers, ...rest }) => {
    const blocks = starts && answers && { blocks: starts.length };
    const header = toJson({ ...rest, tokens: ids.length, ...blocks } satisfies Header);
    const parts = [header, bytesOf(ids), ...(starts && answers ? [bytesOf(starts), answers] : [])];
    const whole = new Uint8Array(4 + parts.reduce((sum, { length }) => sum + length, 0));
    new DataView(whole.buffer).setUint32(0, header.length, true);
    let place = 4;
    for (const part of parts) {
      whole.set(part, place);
      place += part.length;
    }
    return whole;
  },
  decode: (bytes) => {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const { tokens, blocks, ...rest } = fromJson<Header>(bytes.subarray(4, 4 + length));
    const numbers = (from: number, count: number) => new Int32Array(bytes.slice(from, from + count * 4).buffer);
    const after = 4 + length + tokens * 4;
    const ids = numbers(4 + length, tokens);
    if (blocks === undefined) return { ...rest, ids };
    const last = after + blocks * 4;
    return { ...rest, ids, starts: numbers(after, blocks), answers: bytes.slice(last, last + tokens) };
  },
  look: ({ ids, blockLength, vocabularySize, characters, starts, answers }) => ({
    view: 'numbers',
    items: [
      { label: 'tokens', value: ids.length },
      { label: 'tokens a block', value: blockLength },
      { label: 'different tokens', value: vocabularySize },
      { label: 'characters a token', value: ids.length > 0 ? characters / ids.length : 0 },
      ...(starts && answers
        ? [
            { label: 'blocks', value: starts.length },
            { label: 'tokens of answers', value: answers.reduce((sum, one) => sum + one, 0) },
          ]
        : []),
    ],
  }),
  facts: ({ vocabularySize, blockLength }) => ({ vocabularySize, blockLength }),
  file: ({ ids, starts, answers, ...rest }) =>
    toJson({ ...rest, ids: [...ids], ...(starts && answers && { starts: [...starts], answers: [...answers] }) }),
};

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array) => new Uint8Array(buffer, byteOffset, byteLength);
