import { dataset, defineNode, languageModel, metrics, network, port, tokens, z } from '@/graph';
import { withMaskRow } from '../../network/mask-row';
import { requireBothWays } from '../common/both-ways';
import { tokenTrainingDetails, tokenTrainingFields } from '../common/token-fields';
import { adviceOnTokens, modelFacts, requireTokens } from '../common/token-wiring';

export const trainMaskedLanguageModel = defineNode({
  type: 'train.masked-language-model',
  version: 1,
  phase: 'train',
  title: 'Train masked language model',
  summary: 'Teaches a network to find hidden tokens of your text from what stands before and after them, as BERT does.',
  keywords: ['bert', 'mlm', 'cloze', 'fill', 'gap', 'mask', 'encoder', 'bidirectional', 'denoising', 'pretrain'],
  inputs: {
    network: port(network, {
      title: 'Network',
    }),
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation', optional: true }),
  },
  outputs: {
    model: port(languageModel, { title: 'Model' }),
    metrics,
  },
  params: z.object({
    ...tokenTrainingFields,
    share: z.number().min(0.02).max(0.9).default(0.15).meta({
      label: 'Hidden tokens',
      control: 'slider',
      step: 0.01,
    }),
    sampleText: z.string().max(2_000).default('').meta({
      label: 'Samples fill',
      control: 'textarea',
      placeholder: 'a piece of your text',
    }),
    ...tokenTrainingDetails,
    replaced: z.number().min(0).max(0.5).default(0.1).meta({
      label: 'Of these, replaced',
      control: 'slider',
      step: 0.01,
      advanced: true,
    }),
    kept: z.number().min(0).max(0.5).default(0.1).meta({
      label: 'Of these, left',
      control: 'slider',
      step: 0.01,
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  seeded: true,
  continues: 'steps',
  subtitle: ({ steps, batchSize, share }) =>
    `${steps.toLocaleString('en')} steps · batch ${batchSize} · ${Math.round(100 * share)} % hidden`,
  extend: (wired, _params, around) => {
    const described = requireTokens(wired, around);
    if (!described) return {};
    requireBothWays(described, 'network', around);
    return { model: { ...modelFacts(withMaskRow(described, around.symbol), wired), objective: 'masked' } };
  },
  advise: (wired, params) => {
    const advice = adviceOnTokens(
      wired,
      params,
      'Nothing in it looks at other tokens, and a mask alone does not tell what it hides.',
    );
    const operations = wired.network?.network?.operations ?? [];
    const placed = operations.some(
      ({ layer, params: { positions } }) =>
        layer.startsWith('position-') || (positions !== undefined && positions !== 'none'),
    );
    if (operations.length > 0 && !placed)
      advice.push({
        code: 'train.no-positions',
        title: 'This network does not know in which order tokens stand.',
        detail: 'One that looks both ways sees a text without positions as a bag of words.',
        fix: 'Put “Positions” under the embedding, or choose RoPE in the blocks.',
      });
    return advice;
  },
  run: () => import('./run'),
});
