import { addOperation, defineNode, network, z } from '@/graph';
import { biasField, epsilonField, normField } from '../fields';
import { describeHead } from '../parameters';
import { stemOf, unlessUsual } from '../wiring';

export const languageHead = defineNode({
  type: 'network.language-head',
  version: 1,
  phase: 'train',
  title: 'Language-model head',
  summary: 'Turns each token’s vector into a score for every token that could come next: where a language model ends.',
  keywords: ['lm head', 'output', 'logits', 'unembedding', 'softmax', 'tied', 'projection'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    tied: z.boolean().default(true).meta({
      label: 'Share the embedding',
    }),
    norm: z
      .enum(['layer-norm', 'rms-norm', 'none'])
      .default('layer-norm')
      .meta({
        ...normField.meta(),
        label: 'Last normalisation',
        choices: { 'layer-norm': 'LayerNorm', 'rms-norm': 'RMSNorm', none: 'none' },
        advanced: true,
      }),
    bias: biasField,
    epsilon: epsilonField,
  }),
  explain: () => import('./explain'),
  vertical: 'last',
  subtitle: ({ tied }) => (tied ? 'shares the embedding' : 'own weights'),
  extend: ({ network: facts }, { tied, norm, bias, epsilon }, around) => {
    const stem = stemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, width } = stem;
    const embedding = below.operations.find(({ layer }) => layer === 'token-embedding');
    // As many scores as the table has rows, which may be more than there are tokens.
    const vocabulary = embedding?.parameters[0]?.shape[0] ?? stem.vocabulary;
    if (tied && (!embedding || embedding.shape[2] !== width))
      around.refuse('network', {
        code: 'head.cannot-tie',
        title: `The embedding is ${embedding?.shape[2] ?? 0} wide and the network ends ${width} wide, so they cannot be shared.`,
        fix: 'Turn off “Share the embedding”, or keep one width throughout.',
        set: { param: 'tied', value: false },
      });
    const tiedTo = tied && embedding ? `${embedding.id}.weight` : null;
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'language-head',
          params: { width, vocabulary, tied, norm, bias, ...unlessUsual('epsilon', epsilon, 1e-5) },
          shape: ['B', 'T', vocabulary],
          ...describeHead(width, vocabulary, norm, bias, tiedTo),
        }),
      },
    };
  },
});
