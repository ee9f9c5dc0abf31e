import { defineNode, metrics, page, port, table, type UserFacingError, z } from '@/graph';
import { SIX } from '../six';

/** What to say where the others are to be compared with a model that is not there. */
export const noBase = (base: number): UserFacingError => ({
  code: 'report.no-base',
  title: `There is no model ${base} to compare the others with.`,
  fix: 'Connect what was measured of it, or compare with the first.',
  set: { param: 'base', value: 1 },
});

const model = (number: number) => port(metrics, { title: `Model ${number}`, optional: true });

export const evaluateReport = defineNode({
  type: 'evaluate.report',
  version: 1,
  phase: 'evaluate',
  title: 'Report',
  summary:
    'Puts what was measured of several models side by side, tells what changed beyond noise, and keeps wins and losses.',
  keywords: ['compare', 'side by side', 'table', 'best', 'leaderboard', 'bootstrap', 'significance', 'print', 'wins'],
  inputs: {
    first: model(1),
    second: model(2),
    third: model(3),
    fourth: model(4),
    fifth: model(5),
    sixth: model(6),
  },
  outputs: { table: port(table, { title: 'Report' }), page: port(page, { title: 'Page' }) },
  params: z.object({
    names: z.string().max(400).default('').meta({
      placeholder: 'Diffusion, GAN',
    }),
    title: z.string().trim().max(200).default('').meta({ placeholder: 'Report' }),
    base: z.number().int().min(1).max(6).default(1).meta({ label: 'Compare with', unit: 'model' }),
    examples: z.number().int().min(0).max(20).default(3).meta({ label: 'Wins and losses', unit: 'of each' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ names }) => names,
  extend: (inputs, { base }, { refuse }) => {
    if (Object.keys(inputs).length === 0)
      refuse('first', {
        code: 'report.nothing',
        title: 'There is nothing to report yet.',
        fix: 'Connect the metrics of an evaluator, such as “Compare examples”.',
      });
    const port = SIX[base - 1] ?? 'first';
    // The first that is there is meant where nothing else was chosen.
    if (base > 1 && !inputs[port]) refuse(port, noBase(base));
    return {};
  },
  run: () => import('./run'),
});
