import { type Policy, WORLD_TITLES } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';
import { sizeOfTrained } from './trained';

/** Weights as safetensors; what else belongs to a policy is JSON in the file's metadata. */
export const policy: Codec<Policy> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  encode: ({ weights, ...rest }) => writeSafetensors(weights, { policy: JSON.stringify(rest) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const rest: Omit<Policy, 'weights'> = JSON.parse(metadata.policy ?? 'null');
    return { ...rest, weights: tensors };
  },
  look: (value) => ({
    view: 'numbers',
    items: [{ label: 'mean return', value: value.meanReturn, better: 'higher' }, ...sizeOfTrained(value)],
    notes: [`Learned in: ${WORLD_TITLES[value.learnedIn.world]}.`],
  }),
};
