import { dataset, defineNode, languageModel, metrics, network, port, tokens, z } from '@/graph';
import { sampleFields } from '../common/sample-fields';
import { tokenTrainingDetails, tokenTrainingFields } from '../common/token-fields';
import { adviceOnTokens, MIXES_TOKENS, modelFacts, requireTokens } from '../common/token-wiring';

export const trainLanguageModel = defineNode({
  type: 'train.language-model',
  version: 1,
  phase: 'train',
  title: 'Train language model',
  summary: 'Teaches a network to predict the next token of your text, again and again, a little better each time.',
  keywords: ['fit', 'learn', 'adamw', 'optimizer', 'gradient descent', 'pretrain', 'gpt', 'loss'],
  inputs: {
    network: port(network, { title: 'Network' }),
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation', optional: true }),
  },
  outputs: { model: port(languageModel, { title: 'Model' }), metrics },
  params: z.object({
    ...tokenTrainingFields,
    ...sampleFields,
    ...tokenTrainingDetails,
  }),
  explain: () => import('./explain'),
  seeded: true,
  continues: 'steps',
  subtitle: ({ steps, batchSize, learningRate }) =>
    `${steps.toLocaleString('en')} steps · batch ${batchSize} · rate ${learningRate}`,
  extend: (wired, _params, around) => {
    const described = requireTokens(wired, around);
    return described ? { model: modelFacts(described, wired) } : {};
  },
  advise: (wired, params) => {
    const advice = adviceOnTokens(
      wired,
      params,
      'It guesses the next token from the last one alone: nothing in it looks back.',
    );
    const ahead = wired.network?.network?.operations.some(
      ({ layer, params: { causal } }) => MIXES_TOKENS.has(layer) && causal === false,
    );
    if (ahead)
      advice.push({
        code: 'train.looks-ahead',
        title: 'This network sees the tokens that it has to predict.',
        detail: 'It will copy them while it trains, and cannot write.',
        fix: 'Turn on “Look back only”, or use “Train masked language model”.',
        set: { param: 'causal', value: true, before: 'network' },
      });
    return advice;
  },
  run: () => import('./run'),
});
