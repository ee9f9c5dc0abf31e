import { defineNode, port, surrogate, trajectories, z } from '@/graph';

export const twinWhatIf = defineNode({
  type: 'twin.what-if',
  version: 1,
  phase: 'act',
  title: 'What if',
  summary:
    'Asks a digital twin how it would go on from some step if something were otherwise, beside how it goes on as it is.',
  keywords: ['scenario', 'counterfactual', 'digital twin', 'forecast', 'intervention', 'control'],
  inputs: {
    trajectories: port(trajectories, { title: 'Twin' }),
    surrogate: port(surrogate, { title: 'Surrogate', optional: true }),
  },
  outputs: { trajectories: port(trajectories, { title: 'As it is, and what if' }) },
  params: z.object({
    from: z.number().int().min(0).max(20_000).default(100).meta({ label: 'From', unit: 'step' }),
    steps: z.number().int().min(1).max(20_000).default(200).meta({ label: 'Ahead', unit: 'steps', scale: 'log' }),
    what: z.string().max(100).default('friction').meta({ label: 'What changes' }),
    to: z.number().min(-1_000).max(1_000).default(1).meta({ label: 'To' }),
  }),
  computes: true,
  explain: () => import('./explain'),
  subtitle: ({ what, to, from }) => `${what} ${to} from step ${from.toLocaleString('en')}`,
  run: () => import('./run'),
});
