import type { RewardModel } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';
import { lookAtNetwork } from './network';

/** Weights as safetensors; what else belongs to a reward model is JSON in the file's metadata. */
export const rewardModel: Codec<RewardModel> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  encode: ({ weights, ...rest }) => writeSafetensors(weights, { model: JSON.stringify(rest) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const rest: Omit<RewardModel, 'weights'> = JSON.parse(metadata.model ?? 'null');
    return { ...rest, weights: tensors };
  },
  look: ({ network, weights, accuracy, trainedSteps }, { large }) => {
    if (large) return lookAtNetwork(network);
    return {
      view: 'numbers',
      items: [
        ...(accuracy === null
          ? []
          : [{ label: 'pairs ranked right', value: Math.round(accuracy * 1_000) / 10, unit: '%' }]),
        { label: 'parameters', value: Object.values(weights).reduce((sum, { data }) => sum + data.length, 0) },
        { label: 'trained steps', value: trainedSteps },
      ],
    };
  },
  facts: ({ network, blockLength }) => ({ network, vocabularySize: network.vocabularySize, blockLength }),
};
