import { node, note, template, wire } from './build';

/** What swings alike in all parts: pushed, with a little friction. */
const PENDULUM = { system: 'pendulum', friction: 0.1, drive: 1, reach: 0.7 } as const;

/** A network learns a pendulum, is held against it over long times, and then keeps in step with one whose friction jumps. */
export const pendulumTwin = template(
  'pendulum-twin',
  'A digital twin of a pendulum',
  'A network learns how a pendulum moves from short runs of it. Then it goes along with another one, of which it sees no more than noisy measurements, and notices when something in it breaks. Press Run: within a minute the twin swings beside the real one, and finds the fault.',
  {
    nodes: [
      node(
        'learn',
        'source.simulation',
        0,
        0,
        { ...PENDULUM, runs: 60, frictionSpread: 0.9 },
        { title: 'Short runs to learn from', seed: 1 },
      ),
      node('train', 'train.surrogate', 270, 0, { steps: 800, decaySteps: 800, evaluateEvery: 100 }),
      node(
        'held',
        'source.simulation',
        0,
        330,
        { ...PENDULUM, runs: 8, steps: 500, frictionSpread: 0.9 },
        { title: 'Long runs it never saw', seed: 2 },
      ),
      node('roll', 'generate.roll-out', 540, 0),
      node('errors', 'evaluate.roll-out', 810, 0),
      node(
        'well',
        'source.simulation',
        0,
        660,
        { ...PENDULUM, runs: 1, steps: 2_000 },
        { title: 'A pendulum that is well', seed: 3 },
      ),
      node(
        'worn',
        'source.simulation',
        0,
        990,
        { ...PENDULUM, runs: 1, steps: 1_000, fault: 'friction', faultStep: 600 },
        { title: 'One whose friction jumps', seed: 4 },
      ),
      node('twin', 'twin.follow', 540, 660),
      node('if', 'twin.what-if', 810, 660, { from: 300, steps: 250, what: 'drive', to: 0 }),
    ],
    wires: [
      wire('learn.trajectories → train.trajectories'),
      wire('train.surrogate → roll.surrogate'),
      wire('held.trajectories → roll.trajectories'),
      wire('roll.trajectories → errors.trajectories'),
      wire('well.measured → twin.clean'),
      wire('worn.measured → twin.measured'),
      wire('train.surrogate → twin.surrogate'),
      wire('twin.trajectories → if.trajectories'),
      wire('train.surrogate → if.surrogate'),
    ],
    notes: [
      note(
        'look',
        270,
        330,
        230,
        290,
        'What to look at\n\nPlay “Roll out”: the network was given the first moment alone, and still lies on the true pendulum after 500 steps. In “Digital twin” the surprise is flat, until friction jumps at step 600 and it leaves the line behind. Nobody told the twin when.',
      ),
      note(
        'try',
        1_080,
        660,
        230,
        200,
        'Then try\n\nA sensor that sticks, in “One whose friction jumps”. “Measure places, not velocities” in the twin: it finds the velocities out. In “What if”: friction 0.02 in place of the drive.',
      ),
    ],
  },
);
