import { type DecodingTrace, VIEW_LIMITS } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** A decoding trace as JSON. */
export const trace: Codec<DecodingTrace> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: ({ prompt, steps, after = '' }, { large, offset = 0 }) => ({
    view: 'distribution',
    text: prompt + steps.map(({ before = '', piece }) => before + piece).join('') + after,
    steps: steps.slice(offset, offset + (large ? VIEW_LIMITS.traceSteps : 12)),
  }),
};
