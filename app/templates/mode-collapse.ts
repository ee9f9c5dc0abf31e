import { node, note, template, wire } from './build';
import { networkWire } from './points';

const games = ['ordinary', 'cured'] as const;

/** The same generator and critic in two games: one that collapses, and one that does not. */
export const modeCollapse = template(
  'mode-collapse',
  'Mode collapse and its cure',
  'The same two networks play two games on eight clusters. An ordinary GAN makes a single clump, which runs from cluster to cluster; a Wasserstein GAN with a gradient penalty finds all eight. Both are held to the same measures.',
  {
    nodes: [
      node('points', 'source.points', 0, 20, { shape: 'eight-gaussians', count: 6_000 }),
      node('split', 'prepare.split-examples', 0, 320, { validation: 0.25 }),
      node('noise', 'network.noise-input', 252, 20, { width: 2 }),
      node('mlp', 'network.mlp', 252, 146, { width: 64, layers: 3, activation: 'relu', residual: false }),
      node('made', 'network.example-output', 252, 266),
      node('input', 'network.example-input', 496, 20),
      node('mlp2', 'network.mlp', 496, 146, { width: 64, layers: 3, activation: 'leaky-relu', residual: false }),
      node('score', 'network.example-output', 496, 266, { gives: 'score' }, { title: 'Score' }),
      node(
        'ordinary-train',
        'train.gan',
        748,
        0,
        {
          loss: 'non-saturating',
          r1: 0,
          criticMoves: 1,
          steps: 500,
          batchSize: 256,
          learningRate: 0.01,
          schedule: 'constant',
          beta1: 0.9,
          beta2: 0.999,
          average: 0,
          evaluateEvery: 25,
        },
        { title: 'An ordinary GAN' },
      ),
      node('ordinary-make', 'generate.examples', 1_000, 0, { count: 1_500 }, { title: 'Made by the ordinary GAN' }),
      node('ordinary-compare', 'evaluate.examples', 1_252, 0, {}, { title: 'Ordinary GAN, compared' }),
      node(
        'cured-train',
        'train.gan',
        748,
        800,
        {
          loss: 'wasserstein',
          penalty: 0.1,
          criticMoves: 3,
          steps: 1_000,
          batchSize: 256,
          learningRate: 0.01,
          minimumLearningRate: 0.00001,
          decaySteps: 1_000,
          average: 0.99,
          evaluateEvery: 50,
        },
        { title: 'With gradient penalty' },
      ),
      node('cured-make', 'generate.examples', 1_000, 800, { count: 1_500 }, { title: 'Made by the Wasserstein GAN' }),
      node('cured-compare', 'evaluate.examples', 1_252, 800, {}, { title: 'Wasserstein GAN, compared' }),
    ],
    wires: [
      wire('points.examples → split.examples'),
      wire('split.training → made.examples'),
      wire('split.training → input.examples'),
      ...['noise → mlp', 'mlp → made', 'input → mlp2', 'mlp2 → score'].map(networkWire),
      ...games.flatMap((game) => [
        wire(`made.network → ${game}-train.generator`),
        wire(`score.network → ${game}-train.critic`),
        wire(`split.training → ${game}-train.examples`),
        wire(`${game}-train.model → ${game}-make.model`),
        wire(`split.validation → ${game}-make.given`),
        wire(`${game}-make.examples → ${game}-compare.made`),
        wire(`split.validation → ${game}-compare.real`),
      ]),
    ],
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
        250,
        'What to look at\n\nThe points in both trainings, and “Modes found” on the right. The ordinary generator goes where the critic is fooled just now, all of it at once, and is chased on from there; its node says so. The critic with a gradient penalty slopes towards every cluster that lacks points, so each is filled.',
      ),
      note(
        'try',
        496,
        430,
        208,
        210,
        'Then try\n\nCure the ordinary one little by little: an R1 penalty of 0.05, a learning rate of 0.003, beta 1 at 0. Which of them helps most? And what becomes of the other one without its penalty?',
      ),
    ],
  },
);
