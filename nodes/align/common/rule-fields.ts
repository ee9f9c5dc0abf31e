import { z } from '@/graph';

const weight = z.number().min(-100).max(100);
const words = z.string().max(20_000).default('');

/** A rule that scores answers, as its parts are set in a form: weights of 0 leave a part out. The same in the simulated ranker and in training by rewards. */
export const ruleFields = {
  lengthWeight: weight.default(1).meta({
    label: 'Length counts',
    help: 'How much an answer gains by being as long as wanted. 0: its length does not matter.',
  }),
  lengthTarget: z.number().int().min(0).max(10_000).default(60).meta({
    label: 'Wanted length',
    scale: 'log',
    help: 'Answers gain the more, the nearer they come to this.',
  }),
  lengthUnit: z
    .enum(['characters', 'words'])
    .default('characters')
    .meta({ label: 'Length is counted in', choices: { characters: 'characters', words: 'words' } }),
  fullStopWeight: weight.default(1).meta({
    label: 'A full stop counts',
    help: 'What an answer gains when it ends as a sentence does.',
  }),
  wantedWords: words.meta({
    label: 'Wanted words',
    control: 'words',
    placeholder: 'one per line',
    help: 'An answer gains with the share of these that it has. Case does not matter.',
  }),
  wantedWeight: weight.default(1).meta({ label: 'Wanted words count', help: 'What an answer with all of them gains.' }),
  unwantedWords: words.meta({
    label: 'Unwanted words',
    control: 'words',
    placeholder: 'one per line',
    help: 'An answer loses with the share of these that it has.',
  }),
  unwantedWeight: weight
    .default(1)
    .meta({ label: 'Unwanted words count', help: 'What an answer with all of them loses.' }),
  shareOf: z
    .enum(['vowels', 'capitals', 'digits', 'punctuation', 'spaces'])
    .default('vowels')
    .meta({ label: 'Share of', help: 'A kind of character that answers should have many of, or few.', advanced: true }),
  shareWeight: weight.default(0).meta({
    label: 'That share counts',
    help: 'What an answer gains that has nothing else; less than 0 where it should have few. 0: it does not matter.',
    advanced: true,
  }),
  pattern: z.string().max(500).default('').meta({
    label: 'Pattern',
    control: 'pattern',
    placeholder: 'a regular expression, for instance ^(yes|no)\\b',
    help: 'An answer gains when this is found in it.',
    advanced: true,
  }),
  patternWeight: weight
    .default(1)
    .meta({ label: 'The pattern counts', help: 'What an answer gains in which it is found.', advanced: true }),
};
