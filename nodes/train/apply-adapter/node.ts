import { adapter, defineNode, languageModel, port, z } from '@/graph';

const strength = (of: string) =>
  z
    .number()
    .min(-4)
    .max(4)
    .default(1)
    .meta({
      label: `Strength of ${of}`,
      control: 'slider',
      step: 0.05,
    });

export const applyAdapter = defineNode({
  type: 'train.apply-adapter',
  version: 1,
  phase: 'train',
  title: 'Apply adapter',
  summary: 'Adds up to three LoRA adapters to the model that they were trained beside, each as strongly as you like.',
  keywords: ['lora', 'merge', 'unmerge', 'peft', 'combine', 'voice', 'strength'],
  inputs: {
    model: port(languageModel, { title: 'Model' }),
    adapter: port(adapter, { title: 'Adapter' }),
    second: port(adapter, { title: 'Second adapter', optional: true }),
    third: port(adapter, { title: 'Third adapter', optional: true }),
  },
  outputs: { model: port(languageModel, { title: 'Model' }) },
  params: z.object({
    strength: strength('the adapter'),
    secondStrength: strength('the second'),
    thirdStrength: strength('the third'),
  }),
  explain: () => import('./explain'),
  subtitle: ({ strength: first }) => `strength ${first}`,
  extend: ({ model }) => (model ? { model } : {}),
  run: () => import('./run'),
});
