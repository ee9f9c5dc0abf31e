import { node, note, template, wire } from './build';

const PROMPT = 'The ';
const writer = (id: string, title: string, x: number, y: number, params: Parameters<typeof node>[4]) =>
  node(id, 'generate.text', x, y, { prompt: PROMPT, maxTokens: 160, ...params }, { title });

/** One model, five ways to let it write. */
export const decoding = template(
  'decoding',
  'Decoding strategies side by side',
  'One small model and five samplers: greedy, plain sampling, top-k, nucleus and beam search write from the same beginning. Open a Result to see what each token could have been.',
  {
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'generated', characters: 320_000 }, { title: 'Plays by a grammar' }),
      node('tokenizer', 'tokenize.learn-bpe', 0, 212, { vocabularySize: 512 }),
      node('encode', 'tokenize.encode', 0, 430, { blockLength: 48, validation: 0.1 }),
      node('embedding', 'network.token-embedding', 250, 20, { width: 96 }),
      node('blocks', 'network.transformer-block', 250, 146, { repeat: 2, heads: 4, positions: 'rope' }),
      node('head', 'network.language-head', 250, 266),
      node('train', 'train.language-model', 500, 0, {
        steps: 600,
        batchSize: 12,
        learningRate: 0.003,
        minimumLearningRate: 0.0003,
        warmUpSteps: 40,
        decaySteps: 600,
        evaluateEvery: 100,
        evaluateBatches: 5,
        sampleTokens: 60,
      }),
      writer('greedy', 'Greedy: always the likeliest', 250, 470, { strategy: 'greedy' }),
      writer('hot', 'Sampling as it is', 500, 470, { strategy: 'sample', temperature: 1, topK: 0, topP: 1, minP: 0 }),
      writer('top-k', 'Top-k: the ten likeliest', 742, 0, {
        strategy: 'sample',
        temperature: 1,
        topK: 10,
        topP: 1,
        minP: 0,
      }),
      writer('nucleus', 'Nucleus: nine tenths', 742, 300, {
        strategy: 'sample',
        temperature: 1,
        topK: 0,
        topP: 0.9,
        minP: 0,
      }),
      writer('beam', 'Beam search: four at once', 742, 600, { strategy: 'beam', beams: 4 }),
    ],
    wires: [
      wire('text.text → tokenizer.text'),
      wire('text.text → encode.text'),
      wire('tokenizer.tokenizer → encode.tokenizer'),
      wire('tokenizer.tokenizer → embedding.tokenizer'),
      wire('embedding.network → blocks.network'),
      wire('blocks.network → head.network'),
      wire('head.network → train.network'),
      wire('encode.training → train.training'),
      wire('encode.validation → train.validation'),
      ...['greedy', 'hot', 'top-k', 'nucleus', 'beam'].map((id) => wire(`train.model → ${id}.model`)),
    ],
    groups: [{ id: 'network', title: 'The network', nodes: ['embedding', 'blocks', 'head'] }],
    notes: [
      note(
        'look',
        0,
        660,
        208,
        190,
        'What to look at\n\nGreedy and beam search repeat themselves; plain sampling wanders off. Top-k and nucleus cut the unlikely tail. In a Result, click a token: beside each struck-out candidate stands why it could not come.',
      ),
    ],
  },
);
