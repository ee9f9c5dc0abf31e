import { addOperation, defineNode, network, z } from '@/graph';
import { describeTable } from '../parameters';
import { stemOf } from '../wiring';

export const positions = defineNode({
  type: 'network.positions',
  version: 1,
  phase: 'train',
  title: 'Positions',
  summary: 'Tells each token where it stands, which attention alone could not know.',
  keywords: ['wpe', 'positional encoding', 'sinusoidal', 'learned', 'order', 'context'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    kind: z
      .enum(['learned', 'sinusoidal'])
      .default('learned')
      .meta({
        control: 'segmented',
        choices: { learned: 'Learned', sinusoidal: 'Waves' },
      }),
    context: z
      .number()
      .int()
      .min(1)
      .max(32_768)
      .default(64)
      .meta({
        label: 'Context',
        unit: 'tokens',
        scale: 'log',
        when: { param: 'kind', is: ['learned'] },
      }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ kind, context }) => (kind === 'learned' ? `learned · ${context} tokens` : 'sines and cosines'),
  extend: ({ network: facts }, { kind, context }, around) => {
    const stem = stemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, width } = stem;
    const learned = kind === 'learned';
    const added = addOperation(below, {
      layer: learned ? 'position-learned' : 'position-sinusoidal',
      params: learned ? { context, width } : { width },
      shape: below.shape,
      parameters: learned ? describeTable(context, width).parameters : [],
      flops: width,
    });
    const limit = learned ? Math.min(context, below.context ?? context) : below.context;
    return { network: { ...facts, network: { ...added, context: limit } } };
  },
});
