import { data, defineNode, text, z } from '@/graph';

const is = (kind: string) => ({ param: 'kind', is: [kind] }) as const;

export const constant = defineNode({
  type: 'flow.constant',
  version: 1,
  phase: 'act',
  title: 'Constant',
  summary: 'Gives a value that is written here: a text, a number, yes or no, or any JSON.',
  keywords: ['value', 'number', 'variable', 'literal', 'json', 'fixed', 'string'],
  inputs: {},
  outputs: {},
  params: z.object({
    kind: z
      .enum(['text', 'number', 'truth', 'json'])
      .default('text')
      .meta({
        control: 'segmented',
        decidesPorts: true,
        choices: { text: 'Text', number: 'Number', truth: 'Yes/no', json: 'JSON' },
      }),
    text: z
      .string()
      .max(1_000_000)
      .default('')
      .meta({ control: 'textarea', when: is('text') }),
    number: z
      .number()
      .min(-1e12)
      .max(1e12)
      .default(0)
      .meta({ when: is('number') }),
    truth: z
      .boolean()
      .default(true)
      .meta({ label: 'Value', when: is('truth') }),
    json: z
      .string()
      .max(1_000_000)
      .default('{}')
      .refine(isJsonText, { error: 'It has to be JSON: names in double quotes, no comma at the end.' })
      .meta({ label: 'JSON', control: 'textarea', when: is('json') }),
  }),
  ports: ({ kind }) => ({ inputs: {}, outputs: { value: kind === 'text' ? text : data } }),
  subtitle: ({ kind, text: words, number, truth, json }) =>
    (kind === 'text' ? words : kind === 'number' ? String(number) : kind === 'truth' ? (truth ? 'yes' : 'no') : json)
      .replaceAll(/\s+/g, ' ')
      .slice(0, 60),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

function isJsonText(words: string): boolean {
  try {
    JSON.parse(words);
    return true;
  } catch {
    return false;
  }
}
