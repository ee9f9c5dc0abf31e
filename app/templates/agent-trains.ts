import type { GraphBody, GraphNode } from '@/graph';
import { node, note, template, wire } from './build';

/** What a model would say, written beforehand: it stands in until a real one is put in its place. */
const SCRIPT = [
  'when: Train a small',
  'say: I train for a short while first, to have something to compare with.',
  'call: train_and_test {"steps": 20}',
  '',
  'when: Perplexity',
  'times: 1',
  'say: Now four times as long.',
  'call: train_and_test {"steps": 80}',
  '',
  'when: Perplexity',
  'say: I look at what a trained model writes.',
  'call: write {"prompt": "The king"}',
  '',
  'when: <result>',
  'say: I trained a model for 20 and for 80 steps, tested both on text that neither had seen, and let a trained one write. The results of the calls above have the numbers: the longer training has the lower perplexity.',
].join('\n');

const port = (id: string, title: string, y: number): GraphNode => ({ ...node(id, 'graph.input', 0, y), title });
const out = (id: string, title: string, x: number, y = 0): GraphNode => ({ ...node(id, 'graph.output', x, y), title });
const body = (nodes: GraphBody['nodes'], wires: readonly string[], exposed: GraphBody['exposed'] = []): GraphBody => ({
  nodes,
  wires: wires.map(wire),
  groups: [],
  notes: [],
  exposed,
});

const TRAINING = {
  steps: 40,
  batchSize: 8,
  learningRate: 0.003,
  warmUpSteps: 5,
  evaluateEvery: 40,
  evaluateBatches: 2,
  sampleTokens: 0,
};

const trainAndTest: GraphNode = {
  ...node('trainer', 'agent.tool', 760, 0, {
    toolName: 'train_and_test',
    toolPurpose: 'Trains a small language model for so many steps, and tests it on text that it has not seen.',
  }),
  title: 'Train and test',
  body: body(
    [
      port('network', 'Network', 0),
      port('training', 'Training', 100),
      port('validation', 'Validation', 200),
      node('train', 'train.language-model', 260, 0, TRAINING),
      node('score', 'evaluate.language-model', 520, 0, { maximumBlocks: 20 }),
      out('metrics', 'Score', 780),
    ],
    [
      'network.value → train.network',
      'training.value → train.training',
      'validation.value → train.validation',
      'train.model → score.model',
      'validation.value → score.data',
      'score.metrics → metrics.value',
    ],
    [{ name: 'steps', node: 'train', param: 'steps' }],
  ),
};

const write: GraphNode = {
  ...node('writer', 'agent.tool', 760, 560, {
    toolName: 'write',
    toolPurpose: 'Lets the trained model go on writing after a beginning.',
  }),
  title: 'Let it write',
  body: body(
    [
      port('model', 'Model', 0),
      port('prompt', 'Prompt', 100),
      node('go-on', 'generate.text', 260, 0, { maxTokens: 60 }),
      out('text', 'Text', 520),
    ],
    ['model.value → go-on.model', 'prompt.value → go-on.prompt', 'go-on.text → text.value'],
  ),
};

/** An agent whose tools are graphs: it trains, tests and samples a model, and says what came out. */
export const agentTrains = template(
  'agent-trains',
  'An agent that trains a model and reports',
  'Graphs as tools: an agent trains a small model twice, tests it, lets it write, and reports. Its words are scripted; its tools really run.',
  {
    nodes: [
      node('source', 'source.text', 0, 0, { origin: 'generated', characters: 30_000 }, { title: 'Plays by a grammar' }),
      node('characters', 'tokenize.characters', 250, 0),
      node('encode', 'tokenize.encode', 250, 240, { blockLength: 32, validation: 0.1 }),
      node('embedding', 'network.token-embedding', 500, 0, { width: 32 }),
      node('block', 'network.transformer-block', 500, 130, { heads: 2 }),
      node('head', 'network.language-head', 500, 250),
      node('first', 'train.language-model', 500, 560, TRAINING, { title: 'Train one to write with' }),
      trainAndTest,
      write,
      node('script', 'llm.script', 1_020, 0, { rules: SCRIPT }),
      node('agent', 'agent.run', 1_270, 0, {
        task: 'Train a small language model for different numbers of steps, test it, let it write, and report.',
        tools: 3,
      }),
    ],
    wires: [
      'source.text → characters.text',
      'source.text → encode.text',
      'characters.tokenizer → encode.tokenizer',
      'characters.tokenizer → embedding.tokenizer',
      'embedding.network → block.network',
      'block.network → head.network',
      'head.network → first.network',
      'encode.training → first.training',
      'encode.validation → first.validation',
      'head.network → trainer.network',
      'encode.training → trainer.training',
      'encode.validation → trainer.validation',
      'first.model → writer.model',
      'script.llm → agent.llm',
      'trainer.tool → agent.tool1',
      'writer.tool → agent.tool2',
    ].map(wire),
    notes: [
      note(
        'look',
        1_020,
        320,
        220,
        200,
        'What to look at\n\nOpen the steps of the agent one by one: what it thought, what it called with which arguments, and what the graph inside the tool gave.',
      ),
      note(
        'try',
        1_270,
        560,
        220,
        200,
        'Then try\n\nPut “Language model by connection” in the place of the script. Let the agent ask you before “Train and test”. Fold a graph of your own and use it as a tool.',
      ),
    ],
  },
);
