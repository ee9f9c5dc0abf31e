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
      help: 'Ends in a language-model head. “Look back only” is off in its blocks.',
    }),
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation', optional: true }),
  },
  outputs: {
    model: port(languageModel, { title: 'Model', help: 'Fills gaps. It cannot go on writing.' }),
    metrics,
  },
  params: z.object({
    ...tokenTrainingFields,
    share: z.number().min(0.02).max(0.9).default(0.15).meta({
      label: 'Hidden tokens',
      control: 'slider',
      step: 0.01,
      help: 'The share of each block that has to be found again. More teach more in each step, and leave less to find them by.',
    }),
    sampleText: z.string().max(2_000).default('').meta({
      label: 'Samples fill',
      control: 'textarea',
      placeholder: 'a piece of your text',
      help: 'A text with gaps, written as ___ or [MASK], that the model fills at each look.',
    }),
    ...tokenTrainingDetails,
    replaced: z.number().min(0).max(0.5).default(0.1).meta({
      label: 'Of these, replaced',
      control: 'slider',
      step: 0.01,
      help: 'Another token stands there instead of the mask, so that the model learns to doubt what it sees.',
      advanced: true,
    }),
    kept: z.number().min(0).max(0.5).default(0.1).meta({
      label: 'Of these, left',
      control: 'slider',
      step: 0.01,
      help: 'The token stands there as it is, and has to be found all the same: real texts have no masks.',
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
