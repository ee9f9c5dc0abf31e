import { classifier, defineNode, examples, generator, metrics, port, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const evaluateFeatures = defineNode({
  type: 'evaluate.features',
  version: 1,
  phase: 'evaluate',
  title: 'Judge by classifier',
  summary:
    'Lets a classifier, or an encoder where there are no classes, look at made and real examples: how far apart they are in what it sees, which classes were made, and whether they are the classes that were asked for.',
  keywords: [
    'fid',
    'frechet',
    'fréchet',
    'kid',
    'kernel distance',
    'inception',
    'accuracy',
    'classes',
    'features',
    'encoder',
    'autoencoder',
    'precision',
    'recall',
  ],
  inputs: {
    made: port(examples, { title: 'Made' }),
    real: port(examples, { title: 'Real' }),
    classifier: port(classifier, {
      title: 'Classifier',
      optional: true,
    }),
    encoder: port(generator, {
      title: 'Encoder',
      optional: true,
    }),
  },
  outputs: { metrics },
  params: z.object({
    neighbours: z.number().int().min(1).max(50).default(5).meta({
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  extend: ({ made, real, classifier: judge, encoder }, _params, around) => {
    if (judge && encoder) around.refuse('encoder', TWO_JUDGES);
    if ((made || real) && !judge && !encoder) around.refuse('classifier', NO_JUDGE);
    for (const [name, given] of [
      ['made', made],
      ['real', real],
    ] as const) {
      requireKnown('classifier', judge, name, given, around);
      requireKnown('encoder', encoder, name, given, around);
    }
    return {};
  },
  run: () => import('./run'),
});

/** What to say of two judges, and of none: while wires are drawn, and once more before work begins. */
export const TWO_JUDGES = {
  code: 'features.two-judges',
  title: 'Both a classifier and an encoder are connected, and one of them judges.',
  fix: 'Remove one of the two wires. To judge by both, use this node twice.',
};
export const NO_JUDGE = {
  code: 'features.no-judge',
  title: 'Nothing tells by what examples are to be compared.',
  fix: 'Connect a classifier; or, where examples have no classes, a VAE or an autoencoder to “Encoder”.',
};
