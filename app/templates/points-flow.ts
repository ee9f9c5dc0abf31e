import { node, note, template } from './build';
import { pointsLife } from './points';

const life = pointsLife({
  shape: 'pinwheel',
  x: 756,
  told: ['input'],
  networks: ['input → coupling'],
  trained: ['coupling → network'],
  train: node('train', 'train.flow', 504, 0, {
    steps: 800,
    batchSize: 256,
    learningRate: 0.003,
    minimumLearningRate: 0.00001,
    decaySteps: 800,
    evaluateEvery: 50,
  }),
});

/** A normalising flow, on data that can be seen all at once. */
export const pointsFlow = template(
  'points-flow',
  'Normalising flow on points',
  'A chain of reversible steps bends a round cloud into a pinwheel, and says of every point how likely it is. Press Run: five blades grow within half a minute.',
  {
    nodes: [
      ...life.nodes,
      node('input', 'network.example-input', 252, 20),
      node('coupling', 'network.coupling', 252, 146, { kind: 'spline', repeat: 4 }),
    ],
    wires: life.wires,
    groups: [{ id: 'flow', title: 'The flow', nodes: ['input', 'coupling'] }],
    notes: [
      note(
        'look',
        252,
        330,
        208,
        210,
        'What to look at\n\nThe points under the curve: the cloud is stretched, never torn, so thin threads hang between the blades. The loss is a true measure here: how surprising a point is, in nats. Where it stops falling, the model knows what there is to know.',
      ),
      note(
        'try',
        252,
        560,
        208,
        150,
        'Then try\n\nAffine coupling in place of splines: stiffer, and quicker. Rings in the first node: a hole is what a flow finds hardest.',
      ),
    ],
  },
);
