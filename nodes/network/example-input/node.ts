import { defineNode, emptyExampleNetwork, examples, network, port, z } from '@/graph';
import { captionsTold } from '../caption-wiring';
import { countClasses } from '../told-class';

export const exampleInput = defineNode({
  type: 'network.example-input',
  version: 1,
  phase: 'train',
  title: 'Example input',
  summary: 'Where a network over points or images begins: it takes one example at a time, as it is.',
  keywords: ['begin', 'denoiser', 'critic', 'encoder', 'input', 'points', 'images', 'timestep'],
  inputs: { examples: port(examples, { title: 'Examples' }) },
  outputs: { network },
  params: z.object({
    time: z.boolean().default(false).meta({
      label: 'Told how noisy it is',
    }),
    classes: z.boolean().default(false).meta({
      label: 'Told the class',
    }),
    captions: z.boolean().default(false).meta({
      label: 'Told the caption',
    }),
    words: z
      .number()
      .int()
      .min(8)
      .max(4_096)
      .default(64)
      .meta({
        label: 'Different words',
        unit: 'words',
        scale: 'log',
        when: { param: 'captions', is: [true] },
        advanced: true,
      }),
    length: z
      .number()
      .int()
      .min(1)
      .max(64)
      .default(16)
      .meta({
        label: 'Words of a caption',
        unit: 'words',
        when: { param: 'captions', is: [true] },
        advanced: true,
      }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ time, classes, captions }) =>
    [time && 'told the noise', classes && 'told the class', captions && 'told the caption']
      .filter(Boolean)
      .join(' · ') || 'the example alone',
  extend: ({ examples: given }, { time, classes, captions, words, length }, around) => {
    if (!given?.exampleShape) return {};
    const told = classes ? countClasses(given, around) : 0;
    return {
      network: {
        network: emptyExampleNetwork({
          shape: given.exampleShape,
          time,
          classes: told,
          ...(captions && { captions: captionsTold(given, { words, length }, around) }),
        }),
        exampleShape: given.exampleShape,
        ...(given.classes && { classes: given.classes }),
      },
    };
  },
});
