import { addOperation, defineNode, emptyExampleNetwork, examples, network, port, z } from '@/graph';
import { captionsTold } from '../caption-wiring';
import { describeTable } from '../parameters';

export const captionInput = defineNode({
  type: 'network.caption-input',
  version: 1,
  phase: 'train',
  title: 'Caption input',
  summary: 'Where a network over captions begins: each word becomes a vector, and where it stands another.',
  keywords: ['begin', 'text encoder', 'words', 'caption', 'embedding', 'clip', 'tokens', 'language'],
  inputs: { examples: port(examples, { title: 'Examples' }) },
  outputs: { network },
  params: z.object({
    width: z.number().int().min(1).max(8_192).default(64).meta({
      unit: 'numbers',
      scale: 'log',
    }),
    words: z.number().int().min(8).max(4_096).default(64).meta({
      label: 'Different words',
      unit: 'words',
      scale: 'log',
    }),
    length: z.number().int().min(1).max(64).default(16).meta({
      label: 'Words of a caption',
      unit: 'words',
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ width, words, length }) => `${words} words · ${length} at a time · ${width} wide`,
  extend: ({ examples: given }, { width, words, length }, around) => {
    if (!given?.exampleShape) return {};
    const captions = captionsTold(given, { words, length }, around);
    const begun = emptyExampleNetwork({ shape: [length], time: false, classes: 0, captions });
    const embedded = addOperation(begun, {
      layer: 'token-embedding',
      params: { vocabulary: words, width },
      inputs: ['caption'],
      shape: ['B', length, width],
      ...describeTable(words, width),
    });
    const placed = addOperation(embedded, {
      layer: 'position-learned',
      params: { context: length, width },
      shape: embedded.shape,
      parameters: describeTable(length, width).parameters,
      flops: length * width,
    });
    return { network: { network: placed } };
  },
});
