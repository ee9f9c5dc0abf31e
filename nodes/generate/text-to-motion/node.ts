import { answers, data, dataset, defineNode, port, text, trajectories, z } from '@/graph';

export const textToMotion = defineNode({
  type: 'generate.text-to-motion',
  version: 1,
  phase: 'generate',
  title: 'Text to motion',
  summary: 'Reads the signs that a language model wrote as numbers again, and lets what they tell of move.',
  keywords: ['trajectory', 'tokens', 'decode', 'roll-out', 'forecast', 'time series', 'multimodal', 'any to any'],
  inputs: {
    scale: port(data, { title: 'Scale' }),
    answers: port(answers, { title: 'Answers', optional: true }),
    text: port(dataset(text), { title: 'Documents', optional: true }),
    beside: port(trajectories, { title: 'True ones', optional: true }),
  },
  outputs: { trajectories: port(trajectories, { title: 'True and written' }) },
  params: z.object({}),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
