import { node, template, wire } from './build';

const learning = {
  batchSize: 128,
  learningRate: 0.002,
  minimumLearningRate: 0.00002,
  evaluateEvery: 200,
  weightDecay: 0.02,
};

/** Two small classifiers learn to read facts from sentences of a made-up world, and make a graph of sentences about people they never heard of. */
export const knowledgeGraph = template(
  'knowledge-graph',
  'From text to a knowledge graph',
  'Two small networks learn to read: one finds the names in a sentence, the other tells what holds between them. Press Run, and see sentences about a world they never heard of become a graph whose every fact knows the sentence that it comes from.',
  {
    nodes: [
      node('world', 'source.typed-world', 0, 0),
      node('learn', 'prepare.facts', 252, 0, {}, { title: 'To learn from' }),
      node('aside', 'prepare.facts', 252, 330, {}, { title: 'Held out' }),
      node('word-input', 'network.example-input', 504, 0),
      node('word-mlp', 'network.mlp', 504, 126, { width: 128, layers: 2 }),
      node('word-output', 'network.example-output', 504, 246, { gives: 'classes' }),
      node('pair-input', 'network.example-input', 504, 480),
      node('pair-mlp', 'network.mlp', 504, 606, { width: 128, layers: 2 }),
      node('pair-output', 'network.example-output', 504, 726, { gives: 'classes' }),
      node('names', 'train.classifier', 756, 0, { ...learning, steps: 500, decaySteps: 500 }, { title: 'Learn names' }),
      node(
        'relations',
        'train.classifier',
        756,
        480,
        { ...learning, steps: 500, decaySteps: 500 },
        { title: 'Learn relations' },
      ),
      node('read', 'generate.facts', 1_008, 0),
      node('compare', 'evaluate.triples', 1_260, 0),
    ],
    wires: [
      wire('world.training → learn.triples'),
      wire('world.heldOut → aside.triples'),
      wire('learn.words → word-input.examples'),
      wire('word-input.network → word-mlp.network'),
      wire('word-mlp.network → word-output.network'),
      wire('learn.words → word-output.examples'),
      wire('word-output.network → names.network'),
      wire('learn.words → names.examples'),
      wire('aside.words → names.validation'),
      wire('learn.pairs → pair-input.examples'),
      wire('pair-input.network → pair-mlp.network'),
      wire('pair-mlp.network → pair-output.network'),
      wire('learn.pairs → pair-output.examples'),
      wire('pair-output.network → relations.network'),
      wire('learn.pairs → relations.examples'),
      wire('aside.pairs → relations.validation'),
      wire('world.text → read.text'),
      wire('names.classifier → read.names'),
      wire('relations.classifier → read.relations'),
      wire('read.triples → compare.made'),
      wire('world.heldOut → compare.right'),
    ],
    groups: [
      { id: 'word-network', title: 'Which words are names?', nodes: ['word-input', 'word-mlp', 'word-output'] },
      { id: 'pair-network', title: 'What holds between two?', nodes: ['pair-input', 'pair-mlp', 'pair-output'] },
    ],
    notes: [],
  },
);
