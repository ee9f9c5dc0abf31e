import { node, note, template } from './build';
import { pointsLife } from './points';

const life = pointsLife({
  shape: 'eight-gaussians',
  x: 756,
  told: ['input'],
  networks: ['input → mlp', 'mlp → output'],
  trained: ['output → network'],
  train: node('train', 'train.diffusion', 504, 0, {
    predicts: 'v',
    steps: 2_000,
    batchSize: 256,
    learningRate: 0.005,
    minimumLearningRate: 0.00001,
    decaySteps: 2_000,
    evaluateEvery: 100,
    samples: 400,
  }),
});

/** A whole small life of a diffusion model, on data that can be seen all at once. */
export const pointsDiffusion = template(
  'points-diffusion',
  'Diffusion on points',
  'A network learns to take the noise out of points until it can make new ones out of nothing but noise. Press Run: eight clusters appear within half a minute, and are compared with real ones.',
  {
    nodes: [
      ...life.nodes,
      node('input', 'network.example-input', 252, 20, { time: true }),
      node('mlp', 'network.mlp', 252, 146, { width: 128, layers: 3 }),
      node('output', 'network.example-output', 252, 266),
    ],
    wires: life.wires,
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
