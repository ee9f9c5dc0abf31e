import { defineNode, z } from '@/graph';
import { headerOf, portsOf } from './header';

const EXAMPLE = `// in: story: text
// out: words: data
const words = story.split(/\\s+/).filter(Boolean);
return { words: words.length };
`;

export const code = defineNode({
  type: 'flow.code',
  version: 1,
  phase: 'act',
  title: 'Code',
  summary: 'A small program of your own over what comes in, shut off from everything else.',
  keywords: ['javascript', 'typescript', 'function', 'script', 'program', 'custom', 'sandbox', 'quickjs'],
  inputs: {},
  outputs: {},
  params: z.object({
    code: z
      .string()
      .max(100_000)
      .refine((text) => headerOf(text).problem === null, {
        error: ({ input }) => headerOf(String(input)).problem ?? '',
      })
      .default(EXAMPLE)
      .meta({ label: 'Program', control: 'code', decidesPorts: true }),
    work: z.number().int().min(1).max(1_000).default(20).meta({ label: 'Work', unit: '× 1 M steps', advanced: true }),
    memory: z.number().int().min(1).max(256).default(32).meta({ unit: 'MB', advanced: true }),
  }),
  ports: ({ code: text }) => {
    const { inputs, outputs } = headerOf(text);
    return { inputs: portsOf(inputs), outputs: portsOf(outputs) };
  },
  subtitle: ({ code: text }) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
    return `${lines} ${lines === 1 ? 'line' : 'lines'}`;
  },
  explain: () => import('./explain'),
  run: () => import('./run'),
});
