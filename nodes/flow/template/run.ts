import type { Run } from '@/graph';
import type { templateText } from './node';
import { filled } from './slots';

export const run: Run<typeof templateText> = (inputs, { template }) => ({
  text: filled(template, { ...inputs }),
});
