import type { Classifier } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';

/** Weights as safetensors; what else belongs to a classifier is JSON in the file's metadata. */
export const classifier: Codec<Classifier> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  encode: ({ weights, ...rest }) => writeSafetensors(weights, { model: JSON.stringify(rest) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const rest: Omit<Classifier, 'weights'> = JSON.parse(metadata.model ?? 'null');
    return { ...rest, weights: tensors };
  },
  look: ({ weights, trainedSteps, classes, accuracy }) => ({
    view: 'numbers',
    items: [
      { label: 'classes', value: classes.length },
      { label: 'right', value: Math.round(accuracy * 1_000) / 10, unit: '%' },
      { label: 'parameters', value: Object.values(weights).reduce((sum, { data }) => sum + data.length, 0) },
      { label: 'trained steps', value: trainedSteps },
    ],
  }),
  facts: ({ shape, classes }) => ({ exampleShape: shape, classes }),
};
