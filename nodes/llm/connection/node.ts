import { defineNode, llm, z } from '@/graph';
import { longestAnswerField } from '../fields';

export const llmConnection = defineNode({
  type: 'llm.connection',
  version: 1,
  phase: 'act',
  title: 'Language model by connection',
  summary: 'Talks to a language model elsewhere, on this machine or at a service, through a connection of the server.',
  keywords: ['llm', 'endpoint', 'api', 'ollama', 'openai', 'anthropic', 'claude', 'gpt', 'chat', 'service', 'provider'],
  inputs: {},
  outputs: { llm },
  params: z.object({
    connection: z.string().trim().max(200).default('').meta({ control: 'connection', placeholder: 'its name' }),
    model: z.string().trim().max(200).default('').meta({ placeholder: 'as the service names it' }),
    temperature: z.number().min(0).max(2).nullable().default(null).meta({ control: 'slider', step: 0.05 }),
    longestAnswer: longestAnswerField(1_024, 'tokens'),
    sees: z.boolean().default(false).meta({ label: 'Can see pictures' }),
    budgetTokens: z.number().int().min(0).max(1_000_000_000).default(500_000).meta({
      label: 'A run may use',
      unit: 'tokens',
      scale: 'log',
    }),
    budgetDollars: z.number().min(0).max(10_000).default(0).meta({
      label: 'A run may cost',
      unit: 'US dollars',
      scale: 'log',
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ connection, model }) => (connection && model ? `${model} at ${connection}` : 'no model yet'),
  advise: (_inputs, { connection, model }) =>
    connection && model
      ? []
      : [
          {
            code: connection ? 'llm.no-model' : 'llm.no-connection',
            title: connection ? 'No model has been named yet.' : 'No connection has been chosen yet.',
            fix: connection
              ? 'Take one of its models, or write its name as the service has it.'
              : 'Choose one in the inspector; “Connections …” there makes a new one.',
          },
        ],
  run: () => import('./run'),
});
