import { z } from '@/graph';

/** What every search is told: what to look for where nothing is wired, how, and how many passages are wanted. */
export const queryField = z.string().max(20_000).default('').meta({
  label: 'Look for',
  control: 'textarea',
  placeholder: 'one question a line',
});

export const modeField = z
  .enum(['both', 'words', 'meaning'])
  .default('both')
  .meta({ label: 'By', control: 'segmented', choices: { both: 'Both', words: 'Words', meaning: 'Meaning' } });

export const topField = z.number().int().min(1).max(100).default(5).meta({ label: 'Passages', scale: 'log' });
