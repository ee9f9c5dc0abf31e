import { data, defineNode, text, z } from '@/graph';
import { slotsOf } from './slots';

export const templateText = defineNode({
  type: 'flow.template',
  version: 1,
  phase: 'act',
  title: 'Template text',
  summary: 'Writes values into a text, where their names stand in curly brackets.',
  keywords: ['prompt', 'format', 'fill', 'mustache', 'string', 'compose', 'slots'],
  inputs: {},
  outputs: { text },
  params: z.object({
    template: z
      .string()
      .max(100_000)
      .default('Tell me about {topic}.')
      .meta({ control: 'textarea', decidesPorts: true }),
  }),
  ports: ({ template }) => ({
    inputs: Object.fromEntries(slotsOf(template).map((name) => [name, data])),
    outputs: {},
  }),
  subtitle: ({ template }) => template.replaceAll(/\s+/g, ' ').slice(0, 60),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
