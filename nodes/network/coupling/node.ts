import { addOperation, defineNode, type ExtendContext, type Facts, formatShape, network, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { describeActNorm, describeCoupling, describeInvertibleLinear, FLOW_LAYERS } from '../flow-parameters';

/** Splines bend numbers within ± this; nearly all standardised numbers are. */
const BOUND = 4;

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
  ],
  inputs: { network },
  outputs: { network },
  params: z.object({
    kind: z
      .enum(['affine', 'additive', 'spline'])
      .default('spline')
      .meta({
        choices: {
          affine: 'scale and shift (RealNVP)',
          additive: 'shift (NICE)',
          spline: 'spline (neural spline flow)',
        },
        help: 'What happens to the half that changes. A spline bends most and fits sharp shapes with few layers, and each step of training takes longer.',
      }),
    repeat: z.number().int().min(1).max(64).default(4).meta({
      label: 'Layers',
      unit: '×',
      help: 'So many one after another; the halves take turns. It takes at least two for every number to change.',
    }),
    width: z.number().int().min(1).max(4_096).default(64).meta({
      unit: 'numbers',
      scale: 'log',
      help: 'Width of the small network in each layer that says what happens to the half that changes.',
    }),
    depth: z.number().int().min(1).max(16).default(2).meta({
      label: 'Dense layers in each',
      help: 'Dense layers of that small network, before its output.',
    }),
    bins: z
      .number()
      .int()
      .min(2)
      .max(64)
      .default(8)
      .meta({
        label: 'Pieces of the spline',
        unit: 'pieces',
        help: 'More pieces bend more sharply.',
        when: { param: 'kind', is: ['spline'] },
      }),
    actNorm: z.boolean().default(true).meta({
      label: 'ActNorm',
      help: 'A learned scale and shift of each number before each layer, which keeps many layers trainable.',
      advanced: true,
    }),
    mix: z.boolean().default(false).meta({
      label: 'Learned mixing',
      help: 'A learned matrix before each layer, so that halves are not always the same numbers. Helps where examples have more than a few.',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ kind, repeat, width }) =>
    `× ${repeat} · ${{ affine: 'RealNVP', additive: 'NICE', spline: 'spline' }[kind]} · ${width} wide`,
  extend: ({ network: facts }, params, around) => {
    const stem = flowStemOf(facts, around);
    if (!stem) return {};
    const { channels, classes } = stem;
    const { kind, width, depth, bins, repeat, actNorm, mix } = params;
    let grown = stem.network;
    const add = (layer: string, own: Parameters<typeof addOperation>[1]['params'], told: readonly string[] = []) => ({
      layer,
      params: own,
      inputs: [grown.output, ...told],
      shape: grown.shape,
    });
    const before = grown.operations.filter(({ layer }) => layer === 'coupling').length;
    for (let index = before; index < before + repeat; index++) {
      if (actNorm) grown = addOperation(grown, { ...add('act-norm', { channels }), ...describeActNorm(channels) });
      if (mix)
        grown = addOperation(grown, {
          ...add('invertible-linear', { channels, rotation: index + 1 }),
          ...describeInvertibleLinear(channels),
        });
      const sizes = { channels, kind, swap: index % 2 === 1, width, layers: depth, classes };
      grown = addOperation(grown, {
        ...add(
          'coupling',
          { ...sizes, ...(kind === 'spline' && { bins, bound: BOUND }) },
          classes > 0 ? ['label'] : [],
        ),
        ...describeCoupling({ ...sizes, bins }),
      });
    }
    return { network: { ...facts, network: grown } };
  },
});

/** The network that a flow goes on from; null when too little is known of it. Refuses what cannot be undone, and what has no two halves. */
function flowStemOf(facts: Facts | undefined, around: ExtendContext) {
  const stem = exampleStemOf(facts, 'network', around);
  if (!stem) return null;
  const { network: below, inputs, time, classes } = stem;
  if (below.operations.some(({ layer }) => !FLOW_LAYERS.has(layer)))
    around.refuse('network', {
      code: 'coupling.not-invertible',
      title: 'What comes before these layers cannot be undone.',
      detail: 'In a flow every step can be, from its end back to the example.',
      fix: 'Connect an “Example input” or other “Coupling layers”.',
    });
  if (time)
    around.refuse('network', {
      code: 'coupling.time',
      title: 'A flow is not told how noisy its input is: no noise is added.',
      fix: 'Turn off “Told how noisy it is” in the “Example input”.',
    });
  const shape = below.shape.slice(1);
  if (shape.length !== 1 || inputs < 2)
    around.refuse('network', {
      code: 'coupling.shape',
      title: `Coupling layers take points or rows of at least two numbers, and these examples have the shape ${formatShape(shape)}.`,
      detail: 'One half of the numbers says how the other is moved.',
      fix: 'Connect points or rows of a table; for images use “Train diffusion”, or a VAE.',
    });
  return { network: below, channels: inputs, classes };
}
