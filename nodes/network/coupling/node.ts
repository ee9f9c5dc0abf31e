import { defineNode, formatShape, network, z } from '@/graph';
import {
  actNormField,
  COUPLING_NAMES,
  couplingKindField,
  flowDepthField,
  flowWidthField,
  splineBinsField,
} from '../flow-fields';
import { addCouplings, flowStemOf, withSomeChannels } from '../flow-wiring';

export const coupling = defineNode({
  type: 'network.coupling',
  version: 1,
  phase: 'train',
  title: 'Coupling layers',
  summary:
    'The blocks of a normalising flow: each bends one half of the numbers by the other, so that it can be undone.',
  keywords: [
    'normalising flow',
    'normalizing flow',
    'realnvp',
    'nice',
    'glow',
    'neural spline',
    'invertible',
    'actnorm',
    '1x1 convolution',
  ],
  inputs: { network },
  outputs: { network },
  params: z.object({
    kind: couplingKindField.default('spline'),
    repeat: z.number().int().min(1).max(64).default(4).meta({
      label: 'Layers',
      unit: '×',
    }),
    width: flowWidthField,
    depth: flowDepthField,
    bins: splineBinsField,
    actNorm: actNormField,
    mix: z.boolean().default(false).meta({
      label: 'Learned mixing',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ kind, repeat, width }) => `× ${repeat} · ${COUPLING_NAMES[kind]} · ${width} wide`,
  extend: ({ network: facts }, params, around) => {
    const given = flowStemOf(facts, around);
    if (!given) return {};
    const stem = withSomeChannels(given);
    if (stem.channels < 2)
      around.refuse('network', {
        code: 'coupling.shape',
        title: `Coupling layers take at least two ${stem.image ? 'channels' : 'numbers'}, and what comes in has the shape ${formatShape(stem.network.shape.slice(1))}.`,
        detail: 'One half says how the other is moved.',
        fix: stem.image
          ? 'Give images of an even height and width, or in colour: then four pixels can be channels of one place.'
          : 'Connect points or rows of two numbers or more.',
      });
    return { network: { ...facts, network: addCouplings(stem, params).network } };
  },
});
