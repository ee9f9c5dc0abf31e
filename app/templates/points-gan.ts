import { node, note, template } from './build';
import { pointsLife } from './points';

const life = pointsLife({
  shape: 'eight-gaussians',
  x: 1_000,
  told: ['made', 'input'],
  networks: ['noise → mlp', 'mlp → made', 'input → mlp2', 'mlp2 → score'],
  trained: ['made → generator', 'score → critic'],
  train: node('train', 'train.gan', 748, 0, {
    steps: 1_200,
    batchSize: 256,
    learningRate: 0.01,
    minimumLearningRate: 0.00001,
    decaySteps: 1_200,
    penalty: 0.1,
    criticMoves: 3,
    average: 0.99,
    evaluateEvery: 50,
  }),
});

/** A Wasserstein GAN, on data that can be seen all at once. */
export const pointsGan = template(
  'points-gan',
  'GAN on points',
  'A generator makes points, a critic tells how far they are from real ones, and each learns from the other. Press Run: the generator finds all eight clusters within half a minute.',
  {
    nodes: [
      ...life.nodes,
      node('noise', 'network.noise-input', 252, 20, { width: 2 }),
      node('mlp', 'network.mlp', 252, 146, { width: 64, layers: 3, activation: 'relu', residual: false }),
      node('made', 'network.example-output', 252, 266),
      node('input', 'network.example-input', 496, 20),
      node('mlp2', 'network.mlp', 496, 146, { width: 64, layers: 3, activation: 'leaky-relu', residual: false }),
      node('score', 'network.example-output', 496, 266, { gives: 'score' }, { title: 'Score' }),
    ],
    wires: life.wires,
    groups: [
      { id: 'generator', title: 'The generator', nodes: ['noise', 'mlp', 'made'] },
      { id: 'critic', title: 'The critic', nodes: ['input', 'mlp2', 'score'] },
    ],
    notes: [
      note(
        'look',
        252,
        430,
        208,
        210,
        'What to look at\n\nThe points under the curve: they run from cluster to cluster, then settle on all eight. The losses say little, since each player’s depends on the other; the critic’s distance falls as the points get better.',
      ),
      note(
        'try',
        496,
        430,
        208,
        170,
        'Then try\n\nOne move of the critic in place of three, in Train GAN: what becomes of the clusters? A grid of 25 Gaussians in the first node.',
      ),
    ],
  },
);
