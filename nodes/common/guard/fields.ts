import { z } from '@/graph';

const looked = (label: string) =>
  z
    .boolean()
    .default(true)
    .meta({ label, when: { param: 'onPersonal', is: ['refuse', 'mask', 'flag'] }, advanced: true });

/** What a guard looks for, and what it then does; the same before a model and behind it. */
export const guardFields = {
  onClass: z
    .enum(['refuse', 'flag'])
    .default('refuse')
    .meta({ label: 'What the classifier finds', choices: { refuse: 'refuse', flag: 'note it' } }),
  unsafe: z.string().min(1).max(200).default('unsafe').meta({ label: 'Class to look for' }),
  threshold: z.number().min(0.01).max(0.99).default(0.5).meta({ control: 'slider', step: 0.01 }),
  phrases: z.string().max(20_000).default('').meta({
    label: 'Phrases',
    control: 'words',
    placeholder: 'one per line',
  }),
  patterns: z.string().max(20_000).default('').meta({
    label: 'Patterns',
    control: 'textarea',
    placeholder: 'regular expressions, one per line',
    advanced: true,
  }),
  onRule: z
    .enum(['refuse', 'mask', 'flag'])
    .default('refuse')
    .meta({
      label: 'What phrases and patterns find',
      choices: { refuse: 'refuse', mask: 'black out', flag: 'note it' },
    }),
  onPersonal: z
    .enum(['mask', 'refuse', 'flag', 'ignore'])
    .default('mask')
    .meta({
      label: 'Personal data',
      choices: { mask: 'black out', refuse: 'refuse', flag: 'note it', ignore: 'do not look' },
    }),
  email: looked('E-mail addresses'),
  phone: looked('Telephone numbers'),
  card: looked('Card numbers'),
  iban: looked('Bank accounts (IBAN)'),
  ip: looked('Addresses of computers (IP)'),
  refusal: z.string().min(1).max(2_000).default('I can’t help with that.').meta({
    label: 'A refusal says',
    control: 'textarea',
  }),
};
