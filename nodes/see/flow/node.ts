import { defineNode, examples, generator, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { requireExamplesOf, requireFamily } from '../../common/latent-wiring';

export const seeFlow = defineNode({
  type: 'see.flow',
  version: 1,
  phase: 'evaluate',
  title: 'Look into flow',
  summary: 'Shows how a flow bends space: a straight grid as it lies among the examples, and the examples as noise.',
  keywords: ['grid', 'warp', 'latent space', 'normalising flow', 'normalizing flow', 'view', 'encode', 'inverse'],
  inputs: {
    model: port(generator, { title: 'Model' }),
    examples: port(examples, { title: 'Examples' }),
  },
  outputs: {
    grid: port(examples, {
      title: 'Grid',
    }),
    codes: port(examples, { title: 'Codes' }),
  },
  params: z.object({
    lines: z.number().int().min(2).max(25).default(9).meta({
      unit: 'lines',
    }),
    reach: z.number().min(0.5).max(4).default(2).meta({
      unit: 'deviations',
    }),
  }),
  explain: () => import('./explain'),
  extend: ({ model, examples: given }, _params, around) => {
    requireFamily(model, ['flow'], NO_FLOW, around);
    requireExamplesOf(model, given, around);
    const facts = likeThese(given);
    return { grid: facts, codes: facts };
  },
  run: () => import('./run'),
});

/** What to say of other models: while wires are drawn, and once more before work begins. */
export const NO_FLOW = {
  code: 'see.no-flow',
  title: 'This model is no flow.',
  detail: 'Only a flow can be undone, and so has a place in its latent space for every example.',
  fix: 'Connect a model that “Train flow” made.',
};
