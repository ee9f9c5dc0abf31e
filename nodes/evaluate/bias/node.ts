import { defineNode, languageModel, metrics, port, rewardModel, table, textClassifier, z } from '@/graph';
import { GROUPS, TEMPLATES } from './words';

const groups = (set: string, words: string) =>
  z
    .string()
    .max(20_000)
    .default(words)
    .meta({
      label: 'Groups',
      control: 'textarea',
      placeholder: 'women: she, Anna\nmen: he, Tom',
      when: { param: 'set', is: [set] },
    });

export const evaluateBias = defineNode({
  type: 'evaluate.bias',
  version: 1,
  phase: 'evaluate',
  title: 'Bias by swaps',
  summary:
    'Swaps who a sentence is about, women for men or one origin for another, and tells whether a model treats them differently beyond chance.',
  keywords: [
    'fairness',
    'bias',
    'stereotype',
    'gender',
    'counterfactual',
    'crows-pairs',
    'winogender',
    'discrimination',
    'permutation test',
    'significance',
  ],
  inputs: {
    model: port(languageModel, { title: 'Language model', optional: true }),
    classifier: port(textClassifier, { title: 'Text classifier', optional: true }),
    reward: port(rewardModel, { title: 'Reward model', optional: true }),
  },
  outputs: { metrics, table: port(table, { title: 'Swap by swap' }) },
  params: z.object({
    set: z
      .enum(['gender', 'age', 'origin', 'own'])
      .default('gender')
      .meta({
        label: 'Who is swapped',
        choices: { gender: 'gender', age: 'age', origin: 'origin', own: 'my own words' },
      }),
    gender: groups('gender', GROUPS.gender),
    age: groups('age', GROUPS.age),
    origin: groups('origin', GROUPS.origin),
    own: groups('own', ''),
    templates: z.string().max(50_000).default(TEMPLATES).meta({
      label: 'Sentences',
      control: 'textarea',
      placeholder: '{person} works as a nurse.',
    }),
    measure: z
      .enum(['rest', 'sentence'])
      .default('rest')
      .meta({
        label: 'Of a language model',
        choices: { rest: 'what stands after the swap', sentence: 'the whole sentence, per token' },
        advanced: true,
      }),
    watched: z
      .string()
      .trim()
      .max(200)
      .default('')
      .meta({ label: 'Class', placeholder: 'the first of the classifier' }),
    asked: z
      .string()
      .max(2_000)
      .default('Tell me about somebody.')
      .meta({ label: 'Asked before, of a reward model', advanced: true }),
    significance: z
      .number()
      .min(0.001)
      .max(0.2)
      .default(0.05)
      .meta({ label: 'Chance of a false alarm', advanced: true }),
    batchSize: z.number().int().min(1).max(256).default(32).meta({ unit: 'texts', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ set }) => (set === 'own' ? '' : set),
  extend: ({ model, classifier, reward }, _params, { refuse }) => {
    const wired = Object.entries({ model, classifier, reward }).filter(([, judge]) => judge !== undefined);
    const [, second] = wired;
    if (wired.length === 0) refuse('model', NOBODY_TO_MEASURE);
    if (second) refuse(second[0], TWO_TO_MEASURE);
    return {};
  },
  run: () => import('./run'),
});

/** What to say of none and of several: while wires are drawn, and once more before work begins. */
export const NOBODY_TO_MEASURE = {
  code: 'bias.nobody',
  title: 'There is nothing to measure yet.',
  fix: 'Connect a language model, a text classifier or a reward model.',
};
export const TWO_TO_MEASURE = {
  code: 'bias.two',
  title: 'More than one model is connected, and one at a time is measured.',
  fix: 'Remove the other wires. To measure several, use this node once for each.',
};
