import { dataset, defineNode, languageModel, metrics, port, tokens, z } from '@/graph';
import { networkOf, requireModel } from '../common/model-wiring';
import { adviceOnTokens } from '../common/token-wiring';
import { tuningDetails, tuningFields } from '../common/tuning-fields';

const RATE = 3e-4;

export const fineTune = defineNode({
  type: 'train.fine-tune',
  version: 1,
  phase: 'train',
  title: 'Fine-tune language model',
  summary: 'Lets a model that can write already go on learning from another text, and shows what it forgets.',
  keywords: ['finetune', 'domain', 'continue', 'instruction tuning', 'sft', 'frozen', 'freeze', 'replay', 'forgetting'],
  inputs: {
    model: port(languageModel, { title: 'Model' }),
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation', optional: true }),
    old: port(dataset(tokens), {
      title: 'Old text',
      optional: true,
    }),
    oldValidation: port(dataset(tokens), {
      title: 'Old validation',
      optional: true,
    }),
  },
  outputs: { model: port(languageModel, { title: 'Model' }), metrics },
  params: z.object({
    ...tuningFields(RATE),
    freeze: z
      .enum(['none', 'embeddings', 'all-but-last'])
      .default('none')
      .meta({
        label: 'Leave as they are',
        choices: { none: 'nothing', embeddings: 'the embeddings', 'all-but-last': 'all but the last layers' },
      }),
    lastLayers: z
      .number()
      .int()
      .min(0)
      .max(256)
      .default(1)
      .meta({
        label: 'Last layers that learn',
        unit: 'layers',
        when: { param: 'freeze', is: ['all-but-last'] },
      }),
    layerDecay: z.number().min(0.01).max(1).default(1).meta({
      label: 'Rate from layer to layer',
      advanced: true,
    }),
    keepZeros: z.boolean().default(true).meta({ label: 'Zeros of pruning stay', advanced: true }),
    replay: z.number().min(0).max(0.95).default(0.2).meta({
      label: 'Share of old text',
      control: 'slider',
      step: 0.05,
    }),
    ...tuningDetails(RATE),
  }),
  explain: () => import('./explain'),
  seeded: true,
  continues: 'steps',
  subtitle: ({ steps, learningRate, freeze }) =>
    `${steps.toLocaleString('en')} steps · rate ${learningRate}${freeze === 'none' ? '' : ' · partly frozen'}`,
  extend: (wired, _params, around) => {
    const { old, oldValidation, ...rest } = wired;
    for (const [training, port] of [
      [old, 'old'],
      [oldValidation, 'oldValidation'],
    ] as const)
      if (training && rest.model?.vocabularySize !== undefined && training.vocabularySize !== undefined)
        around.unify(port, [rest.model.vocabularySize], [training.vocabularySize], (left, right) => ({
          code: 'tune.other-vocabulary',
          title: `The model knows ${left.toLocaleString('en')} tokens and the old text uses ${right.toLocaleString('en')}.`,
          fix: 'Encode the old text with the tokenizer of the model.',
        }));
    return { model: requireModel(rest, around) };
  },
  advise: ({ old, oldValidation, ...rest }, params) => [
    ...adviceOnTokens(networkOf(rest), params, 'It guesses the next token from the last one alone.'),
    ...(rest.model && !old && !oldValidation
      ? [
          {
            code: 'tune.forgetting-unseen',
            title: 'Nothing tells what the model forgets.',
            fix: 'Connect the validation part of the text that it learned from to “Old validation”.',
          },
        ]
      : []),
  ],
  run: () => import('./run'),
});
