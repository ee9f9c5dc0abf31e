import type { TrainedNetworks } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';

/** How trained networks are stored, and what is known of them; a kind adds what is seen of it. */
export const trained = <Value extends TrainedNetworks>(): Omit<Codec<Value>, 'look'> => ({
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  // Weights as safetensors; what else belongs to a model is JSON in the file's metadata.
  encode: ({ weights, ...rest }) => writeSafetensors(weights, { model: JSON.stringify(rest) }),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    return { ...JSON.parse(metadata.model ?? 'null'), weights: tensors };
  },
  facts: ({ shape, classes }) => ({ exampleShape: shape, classes }),
});

/** How large it is, and how long it has learned. */
export const sizeOfTrained = ({
  weights,
  trainedSteps,
  networks = {},
}: Pick<TrainedNetworks, 'weights' | 'trainedSteps'> & Partial<Pick<TrainedNetworks, 'networks'>>) => [
  {
    label: 'parameters',
    value: Object.values(weights).reduce((sum, { data }) => sum + data.length, 0) - measuredIn(networks),
  },
  // Of what others trained, nobody here knows.
  ...(trainedSteps > 0 ? [{ label: 'trained steps', value: trainedSteps }] : []),
];

/** How many numbers of the weights are statistics, which nothing learns. */
const measuredIn = (networks: TrainedNetworks['networks']): number =>
  Object.values(networks)
    .flatMap(({ operations }) => operations.flatMap(({ parameters }) => parameters))
    .reduce((sum, { statistic, shape }) => sum + (statistic ? shape.reduce<number>((a, b) => a * Number(b), 1) : 0), 0);
