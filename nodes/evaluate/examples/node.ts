import {
  classifier,
  defineNode,
  type ExtendContext,
  examples,
  type Facts,
  formatShape,
  metrics,
  port,
  type Shape,
  z,
} from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const evaluateExamples = defineNode({
  type: 'evaluate.examples',
  version: 1,
  phase: 'evaluate',
  title: 'Compare examples',
  summary:
    'Measures how near made examples come to real ones: whether they are good, whether any are missing, and whether they are copies.',
  keywords: [
    'mmd',
    'wasserstein',
    'precision',
    'recall',
    'coverage',
    'modes',
    'memorisation',
    'copies',
    'nearest neighbour',
    'fid',
    'psnr',
    'ssim',
    'score',
  ],
  inputs: {
    made: port(examples, { title: 'Made' }),
    real: port(examples, { title: 'Real' }),
    training: port(examples, {
      title: 'Training',
      optional: true,
    }),
    classifier: port(classifier, {
      title: 'Classifier',
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
  extend: ({ made, real, training, classifier: judge }, _params, around) => {
    requireKnown('classifier', judge, 'made', made, around);
    sameShape('real', made, real, around);
    sameShape('training', made, training, around);
    return {};
  },
  run: () => import('./run'),
});

/** Refuses what is wired to a port where its examples have another shape than those made. */
function sameShape(
  name: 'real' | 'training',
  made: Facts | undefined,
  other: Facts | undefined,
  { unify, sourceOf }: ExtendContext,
): void {
  if (!made?.exampleShape || !other?.exampleShape) return;
  const [ours, theirs] = [made.exampleShape, other.exampleShape];
  unify(name, ours, theirs, () => otherShape(sourceOf('made'), ours, sourceOf(name), theirs));
}

/** What to say of two shapes: while wires are drawn, and once more before work begins. */
export const otherShape = (made: string, ours: Shape, other: string, theirs: Shape) => ({
  code: 'compare.other-shape',
  title: `${made} gives examples of the shape ${formatShape(ours)}, and ${other} gives ${formatShape(theirs)}.`,
  fix: 'Compare with examples of the kind that the model learned from.',
});
