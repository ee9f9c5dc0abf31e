import { type NoisePath, pathView } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';

/** The examples of every stop as safetensors; what else belongs to them is JSON in the file's metadata. */
export const path: Codec<NoisePath> = {
  extension: 'safetensors',
  mediaType: 'application/octet-stream',
  encode: ({ noisy, clean, ...rest }) => {
    const shape = [rest.stops.length, rest.count, ...rest.shape];
    return writeSafetensors(
      { noisy: { shape, data: noisy }, ...(clean && { clean: { shape, data: clean } }) },
      { about: JSON.stringify(rest) },
    );
  },
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const { noisy, clean } = tensors;
    if (!noisy || !metadata.about) throw new Error('this way has no stops');
    const rest: Omit<NoisePath, 'noisy' | 'clean'> = JSON.parse(metadata.about);
    return { ...rest, noisy: noisy.data, ...(clean && { clean: clean.data }) };
  },
  look: (value, { large = false }) => pathView(value, large),
};
