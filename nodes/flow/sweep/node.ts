import { data, defineNode, table, z } from '@/graph';
import { startsWith } from '../../common/body/starts';
import { settingsOf } from './settings';

export const sweep = defineNode({
  type: 'flow.sweep',
  version: 1,
  phase: 'evaluate',
  title: 'Sweep settings',
  summary: 'Runs what is inside with many choices of its settings, and tables what each choice gave.',
  keywords: [
    'hyperparameter',
    'grid search',
    'random search',
    'tune',
    'tuning',
    'compare',
    'ablation',
    'parallel coordinates',
  ],
  inputs: {},
  outputs: { results: table, best: data },
  params: z.object({
    vary: z
      .string()
      .max(4_000)
      .default('')
      .refine((text) => settingsOf(text).problem === null, {
        error: ({ input }) => settingsOf(String(input)).problem ?? '',
      })
      .meta({
        label: 'What to vary',
        control: 'textarea',
        placeholder: 'Learning rate: 0.001, 0.003, 0.01\nWidth: 32 to 128',
      }),
    search: z
      .enum(['grid', 'random'])
      .default('grid')
      .meta({ control: 'segmented', choices: { grid: 'Every combination', random: 'At random' } }),
    tries: z.number().int().min(1).max(1_000).default(16).meta({ label: 'At most', unit: 'tries' }),
    better: z
      .enum(['lower', 'higher'])
      .default('lower')
      .meta({
        label: 'The first measure is better',
        control: 'segmented',
        choices: { lower: 'Lower', higher: 'Higher' },
      }),
    failing: z
      .enum(['stop', 'collect'])
      .default('collect')
      .meta({
        label: 'Where a try fails',
        control: 'segmented',
        advanced: true,
        choices: { stop: 'End it all', collect: 'Go on' },
      }),
  }),
  seeded: true,
  wraps: {
    starts: startsWith({}, {}),
    ports: ({ inputs }) => ({
      inputs: Object.fromEntries(inputs.map(({ id, ...port }) => [id, port])),
      outputs: {},
    }),
    refuse: ({ outputs }) =>
      outputs.length > 0
        ? null
        : {
            code: 'sweep.no-measure',
            title: 'Nothing inside is measured.',
            fix: 'Open it, and lead metrics or a number to an “Output”.',
          },
  },
  remembers: ['vary', 'search', 'tries', 'better', 'failing'],
  subtitle: ({ vary, search, tries }) => {
    const { settings } = settingsOf(vary);
    return `${settings.map(({ title }) => title).join(' × ') || 'nothing varied yet'}${search === 'random' ? ` · ${tries} tries` : ''}`;
  },
  explain: () => import('./explain'),
  run: () => import('./run'),
});
