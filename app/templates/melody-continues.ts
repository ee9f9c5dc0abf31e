import { node, note, template, wire } from './build';
import { GPT_GROUPS, GPT_WIRES } from './gpt';

/** A language model of music: melodies written as text, learned, gone on with, and heard. */
export const melodyContinues = template(
  'melody-continues',
  'Melody continues',
  'A small GPT learns marches and waltzes as text and goes on with melodies that it never heard. Press Run, then press play: what was given stands back, what the model wrote stands out.',
  {
    nodes: [
      node('melodies', 'source.melodies', 0, 0, { count: 4_000, transpose: true }),
      node('write', 'prepare.melodies-to-text', 0, 380, { aside: 40, bars: 2 }),

      node('tokenizer', 'tokenize.characters', 262, 0),
      node('encode', 'tokenize.encode', 262, 260, { blockLength: 192, validation: 0.05 }),

      node('embedding', 'network.token-embedding', 524, 0, { width: 96 }),
      node('positions', 'network.positions', 524, 130, { kind: 'learned', context: 192 }),
      node('blocks', 'network.transformer-block', 524, 252, { repeat: 3, heads: 4 }),
      node('head', 'network.language-head', 524, 374),

      node('train', 'train.language-model', 786, 0, {
        steps: 1_500,
        batchSize: 10,
        learningRate: 0.003,
        minimumLearningRate: 0.0003,
        warmUpSteps: 50,
        decaySteps: 1_500,
        evaluateEvery: 100,
        evaluateBatches: 4,
        sampleTokens: 110,
      }),
      node('continue', 'generate.answers', 1048, 0, { strategy: 'sample', temperature: 0.5, maxTokens: 96 }),
      node('read', 'generate.text-to-melodies', 1048, 410, { tempo: 120 }),
      node('judge', 'evaluate.melodies', 1310, 330),
    ],
    wires: [
      wire('melodies.melodies → write.melodies'),
      wire('write.text → tokenizer.text'),
      wire('write.text → encode.text'),
      ...GPT_WIRES,
      wire('train.model → continue.model'),
      wire('write.starts → continue.prompts'),
      wire('continue.answers → read.answers'),
      wire('read.melodies → judge.melodies'),
      wire('melodies.melodies → judge.real'),
    ],
    groups: GPT_GROUPS,
    notes: [
      note(
        'look',
        262,
        520,
        230,
        200,
        'What to look at\n\nThe sample under the curve: first letters at random, then bars of the right length, then a second half that begins like the first. Nobody told the model to count.',
      ),
      note(
        'try',
        524,
        520,
        230,
        200,
        'Then try\n\nTemperature 0.3: safe, and often what it knows by heart. 1.2: bold, and wrong notes. Your own tunes: choose “File” in “Melodies”, a MIDI or ABC file, or a zip of many.',
      ),
    ],
  },
);
