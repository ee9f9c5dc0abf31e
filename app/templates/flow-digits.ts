import { node, note, template, wire } from './build';

/** A normalising flow on images small enough to learn while one watches: what it makes, and one digit becoming another. */
export const flowDigits = template(
  'flow-digits',
  'Flow on digits',
  'Glow turns digits into plain noise by steps that can all be undone, and so noise into digits. Press Run: noise gathers into strokes, strokes into digits within minutes, and one digit turns into another.',
  {
    nodes: [
      node('digits', 'source.images', 0, 20, { origin: 'digits', count: 5_000, size: 16 }),
      node('split', 'prepare.split-examples', 0, 320, { validation: 0.1 }),

      node('input', 'network.example-input', 252, 20),
      node('glow', 'network.glow', 252, 146, { levels: 2, steps: 6, width: 48 }),

      node('train', 'train.flow', 504, 0, {
        steps: 2_000,
        decaySteps: 2_000,
        batchSize: 32,
        learningRate: 0.003,
        minimumLearningRate: 0.00003,
        evaluateEvery: 100,
        samples: 40,
      }),
      node('make', 'generate.examples', 758, 0, { count: 40 }),
      node('look', 'see.flow', 758, 320, { lines: 6 }),
    ],
    wires: [
      wire('digits.examples → split.examples'),
      wire('split.training → input.examples'),
      wire('input.network → glow.network'),
      wire('glow.network → train.network'),
      wire('split.training → train.examples'),
      wire('split.validation → train.validation'),
      wire('train.model → make.model'),
      wire('train.model → look.model'),
      wire('split.validation → look.examples'),
    ],
    groups: [{ id: 'flow', title: 'The flow', nodes: ['input', 'glow'] }],
    notes: [
      note(
        'what',
        252,
        330,
        208,
        250,
        'What to look at\n\nThe loss, in bits per dimension: how many bits each pixel would take to store, of the 8 that it has. It is a true measure, and can be compared with any other flow’s. The pictures under it: specks, then strokes, then digits, and always some that are none.',
      ),
      note(
        'between',
        758,
        720,
        208,
        210,
        'Look into flow\n\nEvery digit has one place in the noise, and every place is a digit. “Grid” goes in straight lines between the places of four digits. “Codes” are the digits turned into noise: where one can still be made out, there is more to learn.',
      ),
      note(
        'try',
        504,
        580,
        208,
        230,
        'Then try\n\n“Temperature” 0.7 in “Make examples”: typical, and fainter. “Squeeze”, “Coupling layers” with “Learned mixing” and “Split off half” in place of “Glow”: the same, taken apart. “Told the class” in “Example input”.',
      ),
    ],
  },
);
