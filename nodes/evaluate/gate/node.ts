import { defineNode, metrics, port, z } from '@/graph';

const against = { param: 'rule', is: ['worsens'] } as const;

export const evaluateGate = defineNode({
  type: 'evaluate.gate',
  version: 1,
  phase: 'evaluate',
  title: 'Gate',
  summary: 'Lets a model pass only where a measure is good enough, and fails the run where it is not.',
  keywords: ['pass', 'fail', 'threshold', 'regression', 'ci', 'quality', 'check', 'exit code', 'assert', 'baseline'],
  inputs: {
    metrics: port(metrics, { title: 'New' }),
    baseline: port(metrics, { title: 'Baseline', optional: true }),
  },
  outputs: { verdict: port(metrics, { title: 'Verdict' }) },
  params: z.object({
    measure: z.string().trim().max(200).default('Perplexity').meta({ placeholder: 'Perplexity' }),
    rule: z
      .enum(['worsens', 'at-most', 'at-least'])
      .default('at-most')
      .meta({ choices: { worsens: 'may worsen by at most', 'at-most': 'is at most', 'at-least': 'is at least' } }),
    share: z.number().min(0).max(1_000).default(2).meta({ label: 'Worse by', unit: '%', when: against }),
    beyondNoise: z.boolean().default(false).meta({ label: 'Only beyond noise', when: against }),
    limit: z
      .number()
      .min(-1e12)
      .max(1e12)
      .default(100)
      .meta({ when: { param: 'rule', is: ['at-most', 'at-least'] } }),
    direction: z
      .enum(['told', 'lower', 'higher'])
      .default('told')
      .meta({
        label: 'Better is',
        choices: { told: 'as the measure says', lower: 'less', higher: 'more' },
        when: against,
        advanced: true,
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ measure, rule, share, limit }) =>
    rule === 'worsens'
      ? `${measure}: ${share} % worse at most`
      : `${measure} ${rule === 'at-most' ? '≤' : '≥'} ${limit}`,
  extend: ({ metrics: measured, baseline }, { rule }, { refuse }) => {
    if (rule === 'worsens' && measured && !baseline)
      refuse('baseline', {
        code: 'gate.no-baseline',
        title: 'There is nothing to be worse than.',
        fix: 'Connect what was measured of the old model, or choose another rule.',
      });
    return {};
  },
  run: () => import('./run'),
});
