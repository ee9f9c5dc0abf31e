import { z } from '@/graph';

/** How a model answers prompts while it is aligned. */
export const answerFields = {
  answerTokens: z.number().int().min(1).max(1_024).default(40).meta({
    label: 'Longest answer',
    unit: 'tokens',
    scale: 'log',
  }),
  stop: z.string().max(2_000).default('\\n').meta({
    label: 'An answer ends at',
    control: 'textarea',
    placeholder: 'one per line',
  }),
  temperature: z.number().min(0.05).max(5).default(1).meta({
    control: 'slider',
    step: 0.05,
    advanced: true,
  }),
};
