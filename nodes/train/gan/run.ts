import { madeView, type Run, type z } from '@/graph';
import { readOnce } from '@/ml/functions/read';
import { sampleGan } from '@/ml/generators/gan';
import { labelsInTurn } from '@/ml/labels';
import { gan } from '@/ml/objectives/gan';
import { rolesOf } from '../../common/network';
import { trainOnExamples } from '../common/example-training';
import { givenTo, requireLabels } from '../common/labels';
import type { trainGan } from './node';
import { createCriticSurface } from './surface';
import { remedyFor, watchVariety } from './variety';

const AUGMENTATIONS = {
  none: [],
  translation: ['translation'],
  'translation-cutout': ['translation', 'cutout'],
  all: ['colour', 'translation', 'cutout'],
} as const;

/** What keeps the critic from growing steep. */
function smoothnessOf({ loss, smooth, penalty, r1, weightLimit }: z.infer<typeof trainGan.params>) {
  if (smooth === 'clip') return { weightLimit };
  if (smooth === 'spectral') return { spectral: true };
  return loss === 'wasserstein' ? { penalty } : { r1 };
}

export const run: Run<typeof trainGan> = (inputs, params, context) => {
  const { generator, critic, examples, validation } = inputs;
  const networks = { generator, critic };
  const roles = rolesOf(networks);
  const labelled = givenTo(examples, validation);
  for (const network of [generator, critic]) requireLabels(network, labelled);
  const classes = generator.examples?.classes ?? 0;
  const wasserstein = params.loss === 'wasserstein';
  const surface = createCriticSurface(roles.critic, examples);
  return trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'gan',
    words: {
      loss: 'loss of each player',
      players: { critic: 'Critic', generator: 'Generator' },
      measured: wasserstein
        ? { training: 'Distance, as the critic sees it', validation: 'Distance, validation' }
        : { training: 'Told apart', validation: 'Told apart, validation' },
      speed: 'examples/s',
    },
    settings: { loss: params.loss },
    objective: gan(roles, {
      loss: params.loss,
      criticMoves: params.criticMoves,
      criticRate: params.criticRate,
      augment: AUGMENTATIONS[params.augment],
      ...smoothnessOf(params),
    }),
    watch: watchVariety(examples, context, remedyFor(params.loss, params.r1)),
    async sample(weights, count) {
      // The same noise at each look: what becomes of it can be followed.
      const samples = sampleGan({
        generator: roles.generator,
        weights,
        count,
        labels: labelsInTurn(count, classes),
        seed: `${context.seed}/look`,
      });
      const made = await readOnce(samples);
      await surface?.look(weights);
      return made;
    },
    ...(surface && { picture: (made) => surface.under(madeView(made, examples)) }),
  });
};
