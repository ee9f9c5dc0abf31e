import { type Ranking, rankingView } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import { type Codec, utf8 } from '../codec';

/** Pictures as safetensors with the ranking as JSON beside them; exported as JSON lines, a query with what was found a line, pictures by their numbers. */
export const ranking: Codec<Ranking> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: ({ data, shape, count, queries }) =>
    writeSafetensors({ pictures: { shape: [count, ...shape], data } }, { queries: JSON.stringify(queries) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const { pictures } = tensors;
    if (!pictures) throw new Error('this ranking holds no pictures');
    const [count = 0, ...shape] = pictures.shape;
    const queries: Ranking['queries'] = JSON.parse(metadata.queries ?? '[]');
    return { shape, count, data: pictures.data, queries };
  },
  look: (value, { large, offset }) => rankingView(value, large, offset),
  file: ({ queries }) => utf8.encode(queries.map((one) => `${JSON.stringify(one)}\n`).join('')),
};
