import { dataset, defineNode, port, text, tokenizer, tokens, z } from '@/graph';

export const encode = defineNode({
  type: 'tokenize.encode',
  version: 1,
  phase: 'prepare',
  title: 'Encode',
  summary: 'Turns text into token ids, one long row of them, and puts its end aside for validation.',
  keywords: ['tokens', 'ids', 'blocks', 'pack', 'context', 'validation', 'block size'],
  inputs: { text: dataset(text), tokenizer },
  outputs: {
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), {
      title: 'Validation',
    }),
  },
  params: z.object({
    blockLength: z.number().int().min(2).max(8_192).default(64).meta({
      unit: 'tokens',
      scale: 'log',
    }),
    validation: z.number().min(0).max(0.9).default(0.1).meta({
      label: 'Put aside for validation',
      control: 'slider',
      step: 0.01,
    }),
    separator: z.string().max(100).default('\n').meta({
      label: 'Between documents',
      control: 'textarea',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ blockLength, validation }) =>
    `blocks of ${blockLength}${validation > 0 ? ` · ${Math.round(validation * 1000) / 10} % aside` : ''}`,
  extend: ({ tokenizer: given }, { blockLength }) => {
    const facts = {
      blockLength,
      ...(given?.vocabularySize === undefined ? {} : { vocabularySize: given.vocabularySize }),
      ...(given?.tokenizedBy === undefined ? {} : { tokenizedBy: given.tokenizedBy }),
    };
    return { training: facts, validation: facts };
  },
  run: () => import('./run'),
});
