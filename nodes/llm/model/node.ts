import { defineNode, languageModel, llm, z } from '@/graph';
import { ownTemplateField, TEMPLATE_CHOICES } from '../../common/chat-template-fields';
import { ONLY_FILLS } from '../../generate/text/node';
import { longestAnswerField, temperatureField } from '../fields';

export const llmModel = defineNode({
  type: 'llm.model',
  version: 1,
  phase: 'act',
  title: 'Chat with a model',
  summary: 'Makes a language model of the graph one that can be talked to, by the chat template it learned.',
  keywords: ['llm', 'chat', 'template', 'local', 'assistant', 'chatml', 'own model', 'agent'],
  inputs: { model: languageModel },
  outputs: { llm },
  params: z.object({
    template: z
      .enum(['learned', 'plain', 'chatml', 'llama2', 'llama3', 'alpaca', 'own'])
      .default('learned')
      .meta({
        label: 'Chat template',
        choices: { learned: 'the one it learned', ...TEMPLATE_CHOICES },
      }),
    own: ownTemplateField,
    temperature: temperatureField(0.8),
    longestAnswer: longestAnswerField(256, 'tokens'),
  }),
  explain: () => import('./explain'),
  subtitle: ({ template, temperature }) =>
    `${template === 'learned' ? 'its own template' : template} · ${temperature === 0 ? 'greedy' : `temperature ${temperature}`}`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});
