import { data, defineNode, z } from '@/graph';
import { KIND_CHOICES, KIND_TITLES, KINDS } from '../../common/body/kinds';
import { caseOf, casesOf } from './cases';

const NAMES = /^[^\n,]{1,60}$/;

export const choose = defineNode({
  type: 'flow.choose',
  version: 1,
  phase: 'act',
  title: 'Choose',
  summary: 'Takes one of several ways, by what comes in; only the way that is taken runs.',
  keywords: ['if', 'branch', 'switch', 'condition', 'case', 'route', 'either', 'else', 'merge'],
  inputs: { when: data },
  outputs: {},
  params: z.object({
    cases: z
      .string()
      .max(1_000)
      .default('yes, no')
      .refine(
        (text) => {
          const cases = casesOf(text);
          return (
            cases.length >= 1 &&
            cases.length <= 20 &&
            cases.every((name) => NAMES.test(name)) &&
            new Set(cases.map((name) => name.toLowerCase())).size === cases.length
          );
        },
        { error: 'One to 20 different words, with commas between them.' },
      )
      .meta({ label: 'Ways', decidesPorts: true, placeholder: 'yes, no' }),
    kind: z
      .enum(KIND_CHOICES)
      .default('text')
      .meta({ label: 'What they give', decidesPorts: true, choices: KIND_TITLES }),
  }),
  ports: ({ cases, kind }) => ({
    inputs: Object.fromEntries(casesOf(cases).map((title, place) => [`way${place + 1}`, { kind: KINDS[kind], title }])),
    outputs: { value: KINDS[kind] },
  }),
  chooses: {
    first: 'when',
    next: (first, { cases }) => (first.ok ? caseOf(casesOf(cases), first.value) : null),
  },
  subtitle: ({ cases }) => casesOf(cases).join(' / '),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
