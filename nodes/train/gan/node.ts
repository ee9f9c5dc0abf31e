import { defineNode, type ExtendContext, type Facts, generator, metrics, network, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { measuresBatches, requireOutput } from '../common/example-networks';
import { adviseOnImages } from '../common/narrow';
import { examplePorts } from '../common/ports';

export const trainGan = defineNode({
  type: 'train.gan',
  version: 1,
  phase: 'train',
  title: 'Train GAN',
  summary: 'Teaches a generator to make examples that a critic, which learns too, cannot tell from real ones.',
  keywords: [
    'adversarial',
    'generator',
    'discriminator',
    'critic',
    'wasserstein',
    'wgan',
    'gradient penalty',
    'hinge',
    'spectral',
    'clipping',
  ],
  inputs: {
    generator: port(network, { title: 'Generator' }),
    critic: port(network, { title: 'Critic' }),
    ...examplePorts,
  },
  outputs: { model: port(generator, { title: 'Model' }), metrics },
  params: z.object({
    loss: z
      .enum(['wasserstein', 'non-saturating', 'least-squares', 'hinge'])
      .default('wasserstein')
      .meta({
        choices: {
          wasserstein: 'Wasserstein',
          'non-saturating': 'non-saturating (the original)',
          'least-squares': 'least squares',
          hinge: 'hinge',
        },
      }),
    smooth: z
      .enum(['penalty', 'clip', 'spectral'])
      .default('penalty')
      .meta({
        label: 'The critic is kept smooth by',
        choices: {
          penalty: 'a penalty on its gradient',
          clip: 'clipping its weights',
          spectral: 'spectral normalisation',
        },
        advanced: true,
      }),
    weightLimit: z
      .number()
      .min(0.0001)
      .max(10)
      .default(0.01)
      .meta({
        label: 'Weights are clipped to ±',
        when: { param: 'smooth', is: ['clip'] },
        advanced: true,
      }),
    penalty: z
      .number()
      .min(0)
      .max(1_000)
      .default(10)
      .meta({
        label: 'Gradient penalty (λ)',
        when: { param: 'loss', is: ['wasserstein'] },
      }),
    r1: z
      .number()
      .min(0)
      .max(1_000)
      .default(1)
      .meta({
        label: 'R1 penalty (γ)',
        when: { param: 'loss', is: ['non-saturating', 'least-squares', 'hinge'] },
      }),
    criticMoves: z.number().int().min(1).max(20).default(5).meta({
      label: 'Critic’s moves',
      unit: 'per step',
    }),
    criticRate: z.number().min(0.01).max(100).default(1).meta({
      label: 'Critic’s learning rate',
      unit: '× the rate',
      advanced: true,
    }),
    augment: z
      .enum(['none', 'translation', 'translation-cutout', 'all'])
      .default('none')
      .meta({
        label: 'Changes before the critic',
        choices: {
          none: 'none',
          translation: 'moved',
          'translation-cutout': 'moved, a square left out',
          all: 'colours, moved, a square left out',
        },
        advanced: true,
      }),
    ...exampleTrainingFields,
    batchSize: exampleTrainingFields.batchSize.default(256),
    beta1: exampleTrainingFields.beta1.default(0),
    beta2: exampleTrainingFields.beta2.default(0.9),
    clip: exampleTrainingFields.clip.default(0),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ loss, steps }) => `${NAMES[loss]} · ${steps.toLocaleString('en')} steps`,
  extend: ({ generator: made, critic, examples: given }, params, around) => {
    const { augment, loss, smooth, penalty } = params;
    requireOutput(made, given, 'generator', { gives: 'example', alone: 'but for the class' }, around);
    requireOutput(critic, given, 'critic', { gives: 'score', takes: 'example', alone: 'but for the class' }, around);
    requireBothTold(made, critic, around);
    if (measuresBatches(critic?.network) && loss === 'wasserstein' && smooth === 'penalty' && penalty > 0)
      around.refuse('critic', {
        code: 'train.penalty-in-batches',
        title: 'The critic has batch norm, and is kept smooth by a penalty on its gradient.',
        detail:
          'The penalty asks how steep the score of each example is by itself. With batch norm a score depends on the whole batch, and the penalty means nothing (Gulrajani et al. 2017, section 4).',
        fix: 'Set “Normalisation” in the critic’s blocks to layer norm, or keep it smooth by spectral normalisation.',
        set: { param: 'smooth', value: 'spectral' },
      });
    if (augment !== 'none' && given?.exampleShape && given.exampleShape.length !== 3)
      around.refuse('examples', {
        code: 'train.augments-images',
        title: 'Only images can be moved before the critic sees them, and these examples are no images.',
        fix: 'Set “Changes before the critic” to none.',
        set: { param: 'augment', value: 'none' },
      });
    return {
      model: {
        generator: { family: 'gan' },
        ...likeThese(given),
      },
    };
  },
  advise: ({ generator: made, critic, examples: given }, { loss, smooth, r1 }) => [
    ...adviseOnImages([made, critic], given),
    ...(measuresBatches(critic?.network) && loss !== 'wasserstein' && smooth === 'penalty' && r1 > 0
      ? [
          {
            code: 'train.r1-in-batches',
            title: 'The critic has batch norm, and the R1 penalty takes each example’s score to be its own.',
            detail:
              'With batch norm a score depends on the whole batch: the penalty is only roughly what it should be.',
            fix: 'Set “R1 penalty (γ)” to 0, or “Normalisation” in the critic’s blocks to layer norm.',
            set: { param: 'r1', value: 0 },
          },
        ]
      : []),
  ],
  run: () => import('./run'),
});

const NAMES = {
  wasserstein: 'Wasserstein',
  'non-saturating': 'non-saturating',
  'least-squares': 'least squares',
  hinge: 'hinge',
} as const;

/** Refuses a critic that is told the class beside a generator that is not, and the reverse: the one would be asked for what the other does not know. */
function requireBothTold(made: Facts | undefined, critic: Facts | undefined, { refuse }: ExtendContext): void {
  if (!made?.network?.examples || !critic?.network?.examples) return;
  const [makes, scores] = [made.network.examples.classes > 0, critic.network.examples.classes > 0];
  if (makes === scores) return;
  refuse(makes ? 'critic' : 'generator', {
    code: 'train.told-alone',
    title: `The ${makes ? 'generator' : 'critic'} is told the class, and the ${makes ? 'critic' : 'generator'} is not.`,
    detail: 'Only a critic that knows which class was asked for can see whether it was made.',
    fix: `Turn on “Told the class” where the ${makes ? 'critic' : 'generator'} begins, or turn it off where the ${makes ? 'generator' : 'critic'} does.`,
  });
}
