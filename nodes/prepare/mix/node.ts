import { dataset, defineNode, type Port, port, text, z } from '@/graph';
import { namesOf, TIMES } from './names';

export const mixDocuments = defineNode({
  type: 'prepare.mix',
  version: 1,
  phase: 'prepare',
  title: 'Mix documents',
  summary: 'Puts documents from several sources into one set, shuffled, each source as often as it is to count.',
  keywords: ['mixture', 'combine', 'merge', 'shuffle', 'proportions', 'multitask', 'multimodal', 'concatenate', 'join'],
  inputs: {},
  outputs: { text: dataset(text), kept: port(dataset(text), { title: 'Held out' }) },
  params: z.object({
    sources: z
      .string()
      .max(1_000)
      .default('first, second')
      .refine((names) => namesOf(names) !== null, {
        error: 'One to twelve different names of letters and digits, with commas between them.',
      })
      .meta({ decidesPorts: true }),
    times: z.string().max(200).regex(TIMES, 'Numbers with commas between them: 1, 0.5, 2.').default('').meta({
      label: 'Each so many times',
      placeholder: 'once each, or for instance 1, 0.5, 2',
    }),
    heldOut: z.number().min(0).max(0.9).default(0).meta({
      label: 'Hold out of each',
      control: 'slider',
      step: 0.01,
    }),
  }),
  ports: ({ sources }) => ({
    inputs: Object.fromEntries(
      (namesOf(sources) ?? []).map((name): [string, Port] => [name, port(dataset(text), { title: name })]),
    ),
    outputs: {},
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ sources }) => (namesOf(sources) ?? []).join(' · '),
  run: () => import('./run'),
});
