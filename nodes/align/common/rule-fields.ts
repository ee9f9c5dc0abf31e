import { z } from '@/graph';

const weight = z.number().min(-100).max(100);
const words = z.string().max(20_000).default('');

/** A rule that scores answers, as its parts are set in a form: weights of 0 leave a part out. The same in the simulated ranker and in training by rewards. */
export const ruleFields = {
  lengthWeight: weight.default(1).meta({
    label: 'Length counts',
  }),
  lengthTarget: z.number().int().min(0).max(10_000).default(60).meta({
    label: 'Wanted length',
    scale: 'log',
  }),
  lengthUnit: z
    .enum(['characters', 'words'])
    .default('characters')
    .meta({ label: 'Length is counted in', choices: { characters: 'characters', words: 'words' } }),
  fullStopWeight: weight.default(1).meta({
    label: 'A full stop counts',
  }),
  wantedWords: words.meta({
    label: 'Wanted words',
    control: 'words',
    placeholder: 'one per line',
  }),
  wantedWeight: weight.default(1).meta({ label: 'Wanted words count' }),
  unwantedWords: words.meta({
    label: 'Unwanted words',
    control: 'words',
    placeholder: 'one per line',
  }),
  unwantedWeight: weight.default(1).meta({ label: 'Unwanted words count' }),
  shareOf: z
    .enum(['vowels', 'capitals', 'digits', 'punctuation', 'spaces'])
    .default('vowels')
    .meta({ label: 'Share of', advanced: true }),
  shareWeight: weight.default(0).meta({
    label: 'That share counts',
    advanced: true,
  }),
  pattern: z.string().max(500).default('').meta({
    label: 'Pattern',
    control: 'pattern',
    placeholder: 'a regular expression, for instance ^(yes|no)\\b',
    advanced: true,
  }),
  patternWeight: weight.default(1).meta({ label: 'The pattern counts', advanced: true }),
};
