import type { Generator } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';

/** Weights of all networks as safetensors; what else belongs to a generative model is JSON in the file's metadata. */
export const generator: Codec<Generator> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  encode: ({ weights, ...rest }) => writeSafetensors(weights, { model: JSON.stringify(rest) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const rest: Omit<Generator, 'weights'> = JSON.parse(metadata.model ?? 'null');
    return { ...rest, weights: tensors };
  },
  look: ({ weights, trainedSteps, shape }) => ({
    view: 'numbers',
    items: [
      { label: 'parameters', value: Object.values(weights).reduce((sum, { data }) => sum + data.length, 0) },
      { label: 'trained steps', value: trainedSteps },
      { label: 'numbers an example', value: shape.reduce((product, length) => product * length, 1) },
    ],
  }),
  facts: ({ shape, classes }) => ({ exampleShape: shape, classes }),
};
