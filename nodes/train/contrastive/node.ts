import { defineNode, type ExtendContext, type Facts, jointEncoder, metrics, network, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { HOW_TO_CAPTION } from '../../common/no-captions';
import { exampleStemOf } from '../../network/example-wiring';
import { exampleTrainingFields } from '../common/example-fields';
import { requireShape } from '../common/example-networks';
import { examplePorts } from '../common/ports';

const { samples: _none, ...trainingFields } = exampleTrainingFields;

export const trainContrastive = defineNode({
  type: 'train.contrastive',
  version: 1,
  phase: 'train',
  title: 'Train pictures and words',
  summary:
    'Teaches an encoder of pictures and one of captions to put what belongs together in the same place. What comes out finds pictures by words and words by pictures.',
  keywords: [
    'clip',
    'siglip',
    'contrastive',
    'infonce',
    'vision-language',
    'joint embedding',
    'captions',
    'multimodal',
  ],
  inputs: {
    pictures: port(network, { title: 'Sees' }),
    words: port(network, { title: 'Reads' }),
    ...examplePorts,
  },
  outputs: { encoder: port(jointEncoder, { title: 'Joint encoder' }), metrics },
  params: z.object({
    loss: z
      .enum(['softmax', 'sigmoid'])
      .default('softmax')
      .meta({
        label: 'Loss',
        control: 'segmented',
        choices: { softmax: 'InfoNCE (CLIP)', sigmoid: 'Sigmoid (SigLIP)' },
      }),
    width: z.number().int().min(2).max(2_048).default(64).meta({
      label: 'Numbers of the shared space',
      unit: 'numbers',
      scale: 'log',
    }),
    ...trainingFields,
    steps: trainingFields.steps.default(1_000),
    decaySteps: trainingFields.decaySteps.default(1_000),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ loss, steps, batchSize }) =>
    `${loss === 'softmax' ? 'InfoNCE' : 'sigmoid'} · ${steps.toLocaleString('en')} steps · ${batchSize} at a time`,
  extend: ({ pictures, words, examples: given }, _params, around) => {
    requireEncoder(pictures, 'pictures', around);
    requireEncoder(words, 'words', around);
    const shape = pictures?.network?.examples?.shape;
    if (shape) requireShape('pictures', 'takes', shape, given, around);
    if (given?.exampleShape && !given.captioned)
      around.refuse('examples', {
        code: 'train.no-captions',
        title: 'These examples have no captions.',
        fix: HOW_TO_CAPTION,
      });
    return { encoder: likeThese(given) };
  },
  run: () => import('./run'),
});

/** Refuses a finished network, one that is told more, and an encoder of the other kind. */
function requireEncoder(facts: Facts | undefined, port: 'pictures' | 'words', around: ExtendContext): void {
  const stem = exampleStemOf(facts, port, around);
  if (!stem) return;
  const reads = readsWords(stem.network);
  if (reads !== (port === 'words'))
    around.refuse(port, {
      code: 'train.other-encoder',
      title: reads
        ? 'This network reads captions, and this is where pictures come in.'
        : 'This network reads no captions.',
      fix: reads
        ? 'Connect it to “Reads”, and a network from an “Example input” here.'
        : 'Begin it with a “Caption input”.',
    });
  if (stem.time || stem.classes > 0 || (!reads && stem.network.examples?.captions))
    around.refuse(port, {
      code: 'train.told-more',
      title: 'This network is told more than what it is to place, and here there is nothing to tell it.',
      fix: 'Turn off what its “Example input” is told.',
    });
}

/** Whether a network begins at the words of a caption. */
const readsWords = ({ operations }: NonNullable<Facts['network']>): boolean =>
  operations[0]?.inputs[0] === 'caption' && operations[0].layer === 'token-embedding';
