import type { GraphNode, Wire } from '@/graph';
import { node, note, template, wire } from './build';
import { pointsLife } from './points';

const life = pointsLife({
  shape: 'eight-gaussians',
  x: 1008,
  told: ['input'],
  networks: ['input → mlp', 'mlp → output'],
  trained: ['output → network'],
  train: node(
    'train',
    'train.diffusion',
    504,
    0,
    {
      predicts: 'v',
      steps: 1_500,
      batchSize: 256,
      learningRate: 0.005,
      minimumLearningRate: 0.00001,
      decaySteps: 1_500,
    },
    { title: 'Train the teacher' },
  ),
  make: { sampler: 'quick', steps: 250 },
});

/** A student's points in so many steps, measured as the teacher's are. */
function studentIn(
  steps: number,
  x: number,
): { readonly nodes: readonly GraphNode[]; readonly wires: readonly Wire[] } {
  const [make, compare] = [`make-${steps}`, `compare-${steps}`];
  const named = `${steps} step${steps === 1 ? '' : 's'}`;
  return {
    nodes: [
      node(make, 'generate.examples', x, 0, { count: 1_500, steps }, { title: `Student, ${named}` }),
      node(compare, 'evaluate.examples', x, 320, {}, { title: `${named}, compared` }),
    ],
    wires: [
      wire(`distil.model → ${make}.model`),
      wire(`split.validation → ${make}.given`),
      wire(`${make}.examples → ${compare}.made`),
      wire(`split.validation → ${compare}.real`),
      wire(`split.training → ${compare}.training`),
    ],
  };
}

const students = [studentIn(1, 1260), studentIn(2, 1512), studentIn(4, 1764)];
const TITLES: Readonly<Record<string, string>> = { make: 'Teacher, 250 steps', compare: '250 steps, compared' };

/** A diffusion model and its student, who needs a hundredth of the steps, side by side on data that can be seen all at once. */
export const fewerSteps = template(
  'fewer-steps',
  'Fewer steps',
  'A diffusion model takes hundreds of steps from noise to a point. Its student learns to jump: see what it makes in one, two and four steps beside what the teacher makes in 250. Press Run: both have learned within a minute.',
  {
    nodes: [
      ...life.nodes.map((one) => ({ ...one, ...(TITLES[one.id] && { title: TITLES[one.id] }) })),
      node('input', 'network.example-input', 252, 20, { time: true }),
      node('mlp', 'network.mlp', 252, 146, { width: 96, layers: 3 }),
      node('output', 'network.example-output', 252, 266),
      node('distil', 'train.distil', 756, 0, {
        method: 'consistency',
        steps: 1_800,
        batchSize: 256,
        learningRate: 0.003,
        minimumLearningRate: 0.00001,
        decaySteps: 1_800,
        stageSteps: 450,
      }),
      ...students.flatMap(({ nodes }) => nodes),
    ],
    wires: [
      ...life.wires,
      wire('train.model → distil.model'),
      wire('split.training → distil.examples'),
      wire('split.validation → distil.validation'),
      ...students.flatMap(({ wires }) => wires),
    ],
    groups: [{ id: 'denoiser', title: 'The denoiser', nodes: ['input', 'mlp', 'output'] }],
    notes: [
      note(
        'look',
        252,
        430,
        208,
        230,
        'What to look at\n\nThe four clouds on the right, and the numbers under them. One step leaves points between the clusters, each further one puts some of them right. The teacher, asked for as few, makes a blot: set its steps to 2 and see.',
      ),
      note(
        'try',
        252,
        680,
        208,
        190,
        'Then try\n\nProgressive, in “Distil to fewer steps”: it learns to do two steps in one, four times over. Another shape in the first node. Flow matching for the teacher.',
      ),
    ],
  },
);
