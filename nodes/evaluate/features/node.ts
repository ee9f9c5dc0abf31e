import {
  classifier,
  defineNode,
  type ExtendContext,
  examples,
  type Facts,
  formatShape,
  metrics,
  port,
  z,
} from '@/graph';

export const evaluateFeatures = defineNode({
  type: 'evaluate.features',
  version: 1,
  phase: 'evaluate',
  title: 'Judge by classifier',
  summary:
    'Lets a classifier look at made and real examples: how far apart they are in what it sees, which classes were made, and whether they are the classes that were asked for.',
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
    'precision',
    'recall',
  ],
  inputs: {
    made: port(examples, { title: 'Made' }),
    real: port(examples, { title: 'Real', help: 'Such as the model has not seen: the part that was put aside.' }),
    classifier: port(classifier, {
      title: 'Classifier',
      help: 'One that “Train classifier” made on examples like these.',
    }),
  },
  outputs: { metrics },
  params: z.object({
    neighbours: z.number().int().min(1).max(50).default(5).meta({
      help: 'An example reaches as far as this neighbour of its own set. Precision, recall, density and coverage count who is within reach.',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  extend: ({ made, real, classifier: judge }, _params, around) => {
    knows(judge, 'made', made, around);
    knows(judge, 'real', real, around);
    return {};
  },
  run: () => import('./run'),
});

/** Refuses examples of another shape than the classifier learned from. */
function knows(
  judge: Facts | undefined,
  port: 'made' | 'real',
  given: Facts | undefined,
  { unify, sourceOf }: ExtendContext,
): void {
  if (!judge?.exampleShape || !given?.exampleShape) return;
  const [known, shape] = [judge.exampleShape, given.exampleShape];
  unify(port, shape, known, () => ({
    code: 'judge.other-shape',
    title: `${sourceOf('classifier')} knows examples of the shape ${formatShape(known)}, and ${sourceOf(port)} gives ${formatShape(shape)}.`,
    fix: 'Train a classifier on examples like these.',
  }));
}
