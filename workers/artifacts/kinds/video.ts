import { type Clips, clipsView } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import type { Codec } from '../codec';

/** Kept as safetensors, a byte for each number; labels are numbers, and what else belongs to them is JSON in its notes. Saved as GIF: all clips in one, side by side, or a zip with a file each. */
export const video: Codec<Clips> = {
  extension: 'gif',
  mediaType: 'image/gif',
  encode: ({ pixels, labels, shape, count, ...rest }) =>
    writeSafetensors(
      {
        pixels: { shape: [count, ...shape], data: pixels },
        ...(labels && { labels: { shape: [count], data: Float32Array.from(labels) } }),
      },
      { about: JSON.stringify(rest) },
    ),
  decode: (bytes) => {
    const { tensors, codes, metadata } = readSafetensors(bytes, 'withCodes');
    const found = codes.pixels;
    if (!(found?.data instanceof Uint8Array)) throw new Error('these clips hold no pixels');
    const rest: Pick<Clips, 'fps' | 'classes' | 'captions'> = JSON.parse(metadata.about ?? '{}');
    const [count = 0, ...shape] = found.shape;
    return {
      ...rest,
      shape,
      count,
      pixels: found.data,
      ...(tensors.labels && { labels: Int32Array.from(tensors.labels.data) }),
    };
  },
  look: (value, { large = false }) => clipsView(value, { large }),
  facts: ({ shape, classes, captions }) => ({
    exampleShape: shape,
    ...(classes && { classes }),
    ...(captions && { captioned: true }),
  }),
  fileLater: async (value) => (await import('./clip-files')).gifOfAll(value),
  laterFormats: {
    webm: {
      extension: 'webm',
      mediaType: 'video/webm',
      encode: async (value) => (await import('./webm-file')).webmOfAll(value),
    },
    mp4: {
      extension: 'mp4',
      mediaType: 'video/mp4',
      encode: async (value) => (await import('./mp4-file')).mp4OfAll(value),
    },
    zip: {
      extension: 'zip',
      mediaType: 'application/zip',
      encode: async (value) => (await import('./clip-files')).gifsInAZip(value),
    },
  },
};
