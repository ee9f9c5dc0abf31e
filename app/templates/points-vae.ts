import { node, note, template } from './build';
import { pointsLife } from './points';

const life = pointsLife({
  shape: 'two-moons',
  x: 1_000,
  told: ['input', 'made'],
  networks: ['input → mlp', 'mlp → code', 'noise → mlp2', 'mlp2 → made'],
  trained: ['code → encoder', 'made → decoder'],
  train: node('train', 'train.vae', 748, 0, {
    steps: 2_000,
    batchSize: 256,
    learningRate: 0.003,
    minimumLearningRate: 0.00001,
    decaySteps: 2_000,
    evaluateEvery: 100,
  }),
});

/** A variational autoencoder, on data that can be seen all at once. */
export const pointsVae = template(
  'points-vae',
  'VAE on points',
  'One network writes each point as a short code, another reads the code back, and random codes become new points. Press Run and watch two moons unfold out of a single cloud.',
  {
    nodes: [
      ...life.nodes,
      node('input', 'network.example-input', 252, 20),
      node('mlp', 'network.mlp', 252, 146, { width: 96, layers: 3 }),
      node('code', 'network.example-output', 252, 266, { gives: 'latent', latent: 2 }, { title: 'Latent code' }),
      node('noise', 'network.noise-input', 496, 20, { width: 2 }),
      node('mlp2', 'network.mlp', 496, 146, { width: 96, layers: 3 }),
      node('made', 'network.example-output', 496, 266),
    ],
    wires: life.wires,
    groups: [
      { id: 'encoder', title: 'The encoder', nodes: ['input', 'mlp', 'code'] },
      { id: 'decoder', title: 'The decoder', nodes: ['noise', 'mlp2', 'made'] },
    ],
    notes: [
      note(
        'look',
        252,
        430,
        208,
        210,
        'What to look at\n\nThe points under the curve: one cloud of codes has to be cut and bent into two moons. A few points are left on the bridge between them, where neighbouring codes must lead somewhere.',
      ),
      note(
        'try',
        496,
        430,
        208,
        170,
        'Then try\n\nMore weight of the code (β) in Train VAE: tidier codes, blurrier moons. Eight Gaussians in the first node: more bridges.',
      ),
    ],
  },
);
