import type { Model } from '@/graph';
import { apart, together } from '@/ml/compress/stored';
import { sizeOf } from '@/ml/network';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';
import { transformers } from '../transformers';
import { lookAtNetwork } from './network';

/** Weights as safetensors; what else belongs to a model is JSON in the file's metadata. */
export const model: Codec<Model> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  formats: { transformers },
  encode: ({ weights, ...rest }) => {
    const { tensors, quantised } = apart(weights);
    const all = { ...rest, ...(quantised && { quantised }) };
    return writeSafetensors(
      tensors,
      Object.fromEntries(Object.entries(all).map(([name, value]) => [name, JSON.stringify(value)])),
    );
  },
  decode: (bytes) => {
    const { tensors, codes, metadata } = readSafetensors(bytes, 'withCodes');
    const read = <Name extends Exclude<keyof Model, 'weights'>>(name: Name): Model[Name] => {
      const value: Model[Name] = JSON.parse(metadata[name] ?? 'null');
      return value;
    };
    return {
      ...(metadata.objective !== undefined && { objective: read('objective') }),
      ...(metadata.maskId !== undefined && { maskId: read('maskId') }),
      ...(metadata.pruned !== undefined && { pruned: read('pruned') }),
      weights: together(tensors, codes, metadata.quantised),
      network: read('network'),
      tokenizer: read('tokenizer'),
      blockLength: read('blockLength'),
      trainedSteps: read('trainedSteps'),
      validationLoss: read('validationLoss'),
    };
  },
  look: (value, { large }) => {
    if (large) return lookAtNetwork(value.network);
    const parameters = Object.values(value.weights).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    return {
      view: 'numbers',
      items: [
        { label: 'parameters', value: parameters },
        { label: 'trained steps', value: value.trainedSteps },
        ...(value.validationLoss === null
          ? []
          : [
              { label: 'validation loss', value: value.validationLoss, unit: 'nats a token', better: 'lower' as const },
            ]),
      ],
    };
  },
  facts: (value) => ({
    network: value.network,
    vocabularySize: value.network.vocabularySize,
    blockLength: value.blockLength,
    ...(value.objective && { objective: value.objective }),
  }),
};
