import { addOperation, defineNode, formatShape, network, z } from '@/graph';
import { actNormField, flowDepthField, flowWidthField } from '../flow-fields';
import { describeActNorm, describeMaskedAutoregressive } from '../flow-parameters';
import { flowStemOf } from '../flow-wiring';

export const maskedAutoregressive = defineNode({
  type: 'network.masked-autoregressive',
  version: 1,
  phase: 'train',
  title: 'Masked autoregressive layers',
  summary: 'Blocks of a flow over points in which each number is moved by what all numbers before it say.',
  keywords: ['maf', 'made', 'normalising flow', 'normalizing flow', 'density', 'invertible', 'autoregressive', 'masks'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    repeat: z.number().int().min(1).max(64).default(5).meta({
      label: 'Layers',
      unit: '×',
    }),
    width: flowWidthField,
    depth: flowDepthField,
    actNorm: actNormField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ repeat, width }) => `× ${repeat} · ${width} wide`,
  extend: ({ network: facts }, { repeat, width, depth, actNorm }, around) => {
    const stem = flowStemOf(facts, around);
    if (!stem) return {};
    const { channels, classes, image } = stem;
    if (image)
      around.refuse('network', {
        code: 'masked-autoregressive.images',
        title: `Masked autoregressive layers take points or rows, and these examples have the shape ${formatShape(stem.network.shape.slice(1))}.`,
        detail: 'To undo them takes one pass for each number, and images have hundreds.',
        fix: 'Use “Glow” for images.',
      });
    let grown = stem.network;
    const before = grown.operations.filter(({ layer }) => layer === 'masked-autoregressive').length;
    for (let index = before; index < before + repeat; index++) {
      const { shape } = grown;
      if (actNorm)
        grown = addOperation(grown, { layer: 'act-norm', params: { channels }, shape, ...describeActNorm(channels) });
      const sizes = { channels, width, layers: depth, classes };
      grown = addOperation(grown, {
        layer: 'masked-autoregressive',
        params: { ...sizes, reversed: index % 2 === 1 },
        inputs: [grown.output, ...(classes > 0 ? ['label'] : [])],
        shape,
        ...describeMaskedAutoregressive(sizes),
      });
    }
    return { network: { ...facts, network: grown } };
  },
});
