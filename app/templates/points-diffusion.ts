import { node, note, template, wire } from './build';

/** A whole small life of a diffusion model, on data that can be seen all at once. */
export const pointsDiffusion = template(
  'points-diffusion',
  'Diffusion on points',
  'A network learns to take the noise out of points until it can make new ones out of nothing but noise. Press Run: eight clusters appear within half a minute, and are compared with real ones.',
  {
    nodes: [
      node('points', 'source.points', 0, 20, { shape: 'eight-gaussians', count: 6_000 }),
      node('split', 'prepare.split-examples', 0, 320, { validation: 0.25 }),
      node('input', 'network.example-input', 252, 20, { time: true }),
      node('mlp', 'network.mlp', 252, 146, { width: 128, layers: 3 }),
      node('output', 'network.example-output', 252, 266),
      node('train', 'train.diffusion', 504, 0, {
        steps: 1_500,
        batchSize: 256,
        learningRate: 0.002,
        decaySteps: 1_500,
        evaluateEvery: 100,
        samples: 400,
      }),
      node('make', 'generate.examples', 756, 0, { count: 1_500 }),
      node('compare', 'evaluate.examples', 756, 320),
    ],
    wires: [
      wire('points.examples → split.examples'),
      wire('split.training → input.examples'),
      wire('input.network → mlp.network'),
      wire('mlp.network → output.network'),
      wire('output.network → train.network'),
      wire('split.training → train.examples'),
      wire('split.validation → train.validation'),
      wire('train.model → make.model'),
      wire('split.validation → make.given'),
      wire('make.examples → compare.made'),
      wire('split.validation → compare.real'),
      wire('split.training → compare.training'),
    ],
    groups: [{ id: 'denoiser', title: 'The denoiser', nodes: ['input', 'mlp', 'output'] }],
    notes: [
      note(
        'look',
        252,
        430,
        208,
        190,
        'What to look at\n\nThe points under the curve: first a cloud, then a ring, then eight clusters. The loss soon stops falling, since most noise cannot be guessed, while the points go on getting better.',
      ),
      note(
        'try',
        252,
        640,
        208,
        190,
        'Then try\n\nAnother shape in the first node: a spiral is harder. Flow matching, in Train diffusion. Fewer steps in Make examples: what gives way first?',
      ),
    ],
  },
);
