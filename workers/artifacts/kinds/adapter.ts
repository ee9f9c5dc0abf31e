import type { Adapter } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';
import { sizeOfTrained } from './trained';

/** Both halves of each adapter as safetensors; what else belongs to it is JSON in the file's metadata. */
export const adapter: Codec<Adapter> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  encode: ({ weights, ...rest }) => writeSafetensors(weights, { adapter: JSON.stringify(rest) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    return { ...JSON.parse(metadata.adapter ?? 'null'), weights: tensors };
  },
  look: (value) => ({
    view: 'numbers',
    items: [
      ...sizeOfTrained(value),
      { label: 'parameters of its base', value: value.base.parameters },
      { label: 'rank', value: value.rank },
      ...(value.validationLoss === null
        ? []
        : [{ label: 'validation loss', value: value.validationLoss, unit: 'nats a token', better: 'lower' as const }]),
    ],
  }),
};
