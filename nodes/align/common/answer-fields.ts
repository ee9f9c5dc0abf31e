import { z } from '@/graph';

/** How a model answers prompts while it is aligned. */
export const answerFields = {
  answerTokens: z.number().int().min(1).max(1_024).default(40).meta({
    label: 'Longest answer',
    unit: 'tokens',
    scale: 'log',
    help: 'An answer is cut here at the latest. Prompt and answer must fit into what the model looks back on.',
  }),
  stop: z.string().max(2_000).default('\\n').meta({
    label: 'An answer ends at',
    control: 'textarea',
    placeholder: 'one per line',
    help: 'Where one of these appears, which stays its end. \\n stands for a line break. Tokens that end a text end it too.',
  }),
  temperature: z.number().min(0.05).max(5).default(1).meta({
    control: 'slider',
    step: 0.05,
    help: 'Below 1 answers are more alike, above 1 they dare more.',
    advanced: true,
  }),
};
