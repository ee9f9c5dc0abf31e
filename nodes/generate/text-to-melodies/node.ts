import { answers, dataset, defineNode, melodies, port, text, z } from '@/graph';

export const textToMelodies = defineNode({
  type: 'generate.text-to-melodies',
  version: 1,
  phase: 'generate',
  title: 'Text to melodies',
  summary: 'Reads what a model wrote in ABC, so that it can be heard; what is no tune is counted.',
  keywords: ['abc', 'music', 'decode', 'play', 'listen', 'midi'],
  inputs: {
    answers: port(answers, { title: 'Answers', optional: true }),
    text: port(dataset(text), { title: 'Documents', optional: true }),
  },
  outputs: { melodies },
  params: z.object({
    mistakes: z
      .enum(['keep', 'leave'])
      .default('keep')
      .meta({
        label: 'A tune with mistakes',
        control: 'segmented',
        choices: { keep: 'is read as far as it goes', leave: 'is left out' },
      }),
    tempo: z.number().min(20).max(400).default(120).meta({ unit: 'beats a minute', control: 'slider', step: 1 }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
