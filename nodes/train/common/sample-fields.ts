import { z } from '@/graph';

/** What a language model writes while it is trained. */
export const sampleFields = {
  samplePrompt: z.string().max(2_000).default('').meta({
    label: 'Samples begin with',
    control: 'textarea',
    placeholder: 'a line break',
  }),
  sampleTokens: z.number().int().min(0).max(1_000).default(120).meta({
    label: 'Length of samples',
    unit: 'tokens',
  }),
};
