import { data, defineNode, z } from '@/graph';

const namesOf = (names: string): readonly string[] =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const NAME = /^[A-Za-z_][\w-]{0,39}$/;
const MOST = 20;

export const join = defineNode({
  type: 'flow.join',
  version: 1,
  phase: 'act',
  title: 'Join',
  summary: 'Puts several values together, each under a name.',
  keywords: ['merge', 'object', 'combine', 'record', 'collect', 'bundle'],
  inputs: {},
  outputs: { data },
  params: z.object({
    names: z
      .string()
      .max(1_000)
      .default('first, second')
      .refine(
        (text) => {
          const names = namesOf(text);
          return names.length <= MOST && new Set(names).size === names.length && names.every((name) => NAME.test(name));
        },
        { error: `Up to ${MOST} different names of letters and digits, with commas between them.` },
      )
      .meta({ decidesPorts: true }),
  }),
  ports: ({ names }) => ({
    inputs: Object.fromEntries(namesOf(names).map((name) => [name, data])),
    outputs: {},
  }),
  subtitle: ({ names }) => namesOf(names).join(' · '),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
