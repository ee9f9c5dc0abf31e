import { addOperation, defineNode, examples, type Network, network, port, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { addTold, lastConvolution } from '../image-wiring';
import { describeExampleHead } from '../parameters';

export const exampleOutput = defineNode({
  type: 'network.example-output',
  version: 1,
  phase: 'train',
  title: 'Output',
  summary:
    'Where a network over points or images ends: in an example, a latent code, a single score, or a score for each class.',
  keywords: [
    'head',
    'end',
    'projection',
    'score',
    'critic',
    'latent',
    'decoder',
    'mean and variance',
    'classifier',
    'logits',
  ],
  inputs: {
    network,
    examples: port(examples, {
      title: 'Examples',
      optional: true,
    }),
  },
  outputs: { network },
  params: z.object({
    gives: z
      .enum(['example', 'latent', 'score', 'classes'])
      .default('example')
      .meta({
        label: 'Gives',
        choices: {
          example: 'an example',
          latent: 'a latent code',
          score: 'a score',
          classes: 'a score for each class',
        },
      }),
    latent: z
      .number()
      .int()
      .min(1)
      .max(4_096)
      .default(8)
      .meta({
        label: 'Latent numbers',
        unit: 'numbers',
        scale: 'log',
        when: { param: 'gives', is: ['latent'] },
      }),
    grid: z
      .boolean()
      .default(false)
      .meta({
        label: 'A code for each place',
        when: { param: 'gives', is: ['latent'] },
      }),
    patch: z
      .enum(['1', '2', '4'])
      .default('1')
      .meta({
        label: 'Pixels of each place',
        choices: { '1': 'one', '2': '2 × 2', '4': '4 × 4' },
        when: { param: 'gives', is: ['example'] },
        advanced: true,
      }),
  }),
  explain: () => import('./explain'),
  vertical: 'last',
  subtitle: ({ gives, latent, grid }) =>
    ({
      example: 'an example',
      latent: `${latent} latent numbers${grid ? ' each place' : ''}`,
      score: 'a score',
      classes: 'a score for each class',
    })[gives],
  extend: ({ network: facts, examples: wanted }, { gives, latent, grid, patch: side }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, inputs } = stem;
    const exampleShape = wanted?.exampleShape ?? facts?.exampleShape;
    // The columns of a table are known once it has been read.
    if (gives === 'example' && !exampleShape && wanted) return {};
    if (gives === 'example' && !exampleShape)
      around.refuse('network', {
        code: 'output.no-shape',
        title: 'Nothing tells the shape of the examples that this network is to make.',
        fix: 'Connect the examples to “Examples” of this node.',
      });
    const classes = wanted?.classes ?? facts?.classes;
    if (gives === 'classes' && (classes?.length ?? 0) < 2)
      around.refuse('network', {
        code: 'output.no-classes',
        title: classes
          ? `There ${classes.length === 1 ? 'is only one class' : 'are no classes'} to tell apart.`
          : 'Nothing tells which classes there are.',
        fix: 'Connect examples that have classes to “Examples” of this node. Those of files are known once their source has run.',
      });
    const example = exampleShape?.filter((size) => typeof size === 'number') ?? [];
    const onGrid = grid && gives === 'latent';
    if (onGrid && stem.shape.length !== 3)
      around.refuse('network', {
        code: 'output.no-grid',
        title: 'What comes in is no image any more, so there are no places that could have codes of their own.',
        fix: 'Turn on “Keep the grid” in “Image encoder”, or turn off “A code for each place” here.',
        set: { param: 'grid', value: false },
      });
    const shape = { example, latent: [2 * latent], score: [1], classes: [classes?.length ?? 0] }[gives];
    const [height = 0, width = 0, channels = 0] = stem.shape;
    const patch = gives === 'example' ? Number(side) : 1;
    if (patch > 1 && !(stem.shape.length === 3 && patch * height === shape[0] && patch * width === shape[1]))
      around.refuse('network', {
        code: 'output.patch',
        title: `Places of ${patch} × ${patch} pixels do not make an example.`,
        detail: `${around.sourceOf('network')} would have to be ${(shape[0] ?? 0) / patch} × ${(shape[1] ?? 0) / patch} places large.`,
        fix: 'Set “Pixels of each place” to one, or lay as many pixels into channels at the beginning.',
        set: { param: 'patch', value: '1' },
      });
    // Images that already have the size of the examples need a convolution: from every pixel to every pixel would be millions of numbers.
    const isSized =
      gives === 'example' && stem.shape.length === 3 && patch * height === shape[0] && patch * width === shape[1];
    // Only what scores an example is told the class once more: how well the two go together.
    const told = gives === 'score' ? stem.classes : 0;
    const scale = gives === 'example' && stem.time ? 0.01 : 1;
    const params = { inputs, shape, scale, gives, ...(told > 0 && { classes: told }) };
    const end = () => {
      if (isSized) return lastConvolution({ height, width, channels }, (shape[2] ?? 1) * patch ** 2);
      if (onGrid) return lastConvolution({ height, width, channels }, 2 * latent, 'latent');
      return { layer: 'example-head', params, shape: ['B', ...shape], ...describeExampleHead(inputs, shape, told) };
    };
    const ended = addTold(below, { time: false, classes: told }, end());
    return {
      network: {
        ...facts,
        network: patch === 1 ? ended : putApart(ended, shape, patch),
        ...(exampleShape && { exampleShape }),
      },
    };
  },
});

/** Channels laid out as the pixels that they are. */
const putApart = (network: Network, shape: readonly number[], factor: number): Network =>
  addOperation(network, {
    layer: 'resample',
    params: { way: 'unfold', factor, gives: 'example' },
    shape: ['B', ...shape],
    parameters: [],
    flops: 0,
  });
