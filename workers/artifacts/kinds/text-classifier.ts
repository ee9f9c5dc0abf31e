import type { TextClassifier } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';
import { lookAtNetwork } from './network';
import { sizeOfTrained } from './trained';

/** Weights as safetensors; what else belongs to a classifier is JSON in the file's metadata. */
export const textClassifier: Codec<TextClassifier> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  encode: ({ weights, ...rest }) => writeSafetensors(weights, { model: JSON.stringify(rest) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const rest: Omit<TextClassifier, 'weights'> = JSON.parse(metadata.model ?? 'null');
    return { ...rest, weights: tensors };
  },
  look: (value, { large }) => {
    if (large) return lookAtNetwork(value.network);
    const { accuracy, classes } = value;
    return {
      view: 'numbers',
      items: [
        { label: 'classes', value: classes.length },
        ...(accuracy === null ? [] : [{ label: 'right', value: Math.round(accuracy * 1_000) / 10, unit: '%' }]),
        ...sizeOfTrained(value),
      ],
    };
  },
  facts: ({ network, blockLength, classes }) => ({
    network,
    vocabularySize: network.vocabularySize,
    blockLength,
    classes,
  }),
};
