import { defineNode, episodes, llm, metrics, port, world, z } from '@/graph';
import { longestAnswerField } from '../../llm/fields';

export const worldAgent = defineNode({
  type: 'world.agent',
  version: 1,
  phase: 'act',
  title: 'Agent in a world',
  summary:
    'Lets a language model act in a world: it is told each moment in words with what is allowed, and says what to do.',
  keywords: ['llm', 'agent', 'environment', 'act', 'episode', 'decision', 'react', 'gymnasium', 'plan'],
  inputs: { world: port(world, { title: 'World' }), llm },
  outputs: { episodes: port(episodes, { title: 'Episodes' }), metrics },
  params: z.object({
    count: z.number().int().min(1).max(200).default(4).meta({ label: 'Episodes', unit: 'episodes', scale: 'log' }),
    instructions: z
      .string()
      .max(20_000)
      .default('Look further than the next step: what you do now may cost or spare something later.')
      .meta({ label: 'Instructions', control: 'textarea' }),
    retries: z.number().int().min(0).max(10).default(2).meta({ label: 'Asked again', unit: 'times' }),
    calls: z
      .enum(['model', 'words'])
      .default('model')
      .meta({
        label: 'Says what to do',
        control: 'segmented',
        choices: { model: 'As the model does', words: 'In words' },
        advanced: true,
      }),
    longestAnswer: longestAnswerField(300, 'tokens').meta({ advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ count }) => `${count.toLocaleString('en')} ${count === 1 ? 'episode' : 'episodes'}`,
  run: () => import('./run'),
});
