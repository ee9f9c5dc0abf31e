import { conversations, dataset, defineNode, port, tokenizer, tokens, z } from '@/graph';
import { ownTemplateField, TEMPLATE_CHOICES } from '../../common/chat-template-fields';

export const encodeConversations = defineNode({
  type: 'tokenize.conversations',
  version: 1,
  phase: 'prepare',
  title: 'Encode conversations',
  summary: 'Writes conversations by a chat template and turns them into tokens of which only the answers are learned.',
  keywords: ['chat template', 'chatml', 'instruction tuning', 'loss mask', 'sft', 'jinja', 'alpaca', 'llama'],
  inputs: { conversations, tokenizer },
  outputs: {
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation' }),
  },
  params: z.object({
    template: z.enum(['plain', 'chatml', 'llama2', 'llama3', 'alpaca', 'own']).default('plain').meta({
      label: 'Chat template',
      choices: TEMPLATE_CHOICES,
    }),
    own: ownTemplateField,
    blockLength: z.number().int().min(8).max(8_192).default(64).meta({
      unit: 'tokens',
      scale: 'log',
    }),
    packed: z.boolean().default(false).meta({
      label: 'Several in one block',
    }),
    learnAll: z.boolean().default(false).meta({
      label: 'Learn questions too',
      advanced: true,
    }),
    validation: z.number().min(0).max(0.9).default(0.1).meta({
      label: 'Put aside for validation',
      control: 'slider',
      step: 0.01,
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ template, blockLength }) => `${template} · blocks of ${blockLength}`,
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
