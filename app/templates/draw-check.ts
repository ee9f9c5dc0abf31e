import type { GraphBody, GraphDocument, GraphNode } from '@/graph';
import { node, note, template, wire } from './build';

/** The model that draws is stopped early: it is mostly right, and the loop has something to do. */
const [DRAWER_STEPS, JUDGE_STEPS] = [120, 300];
/** As many rounds as are worth waiting for. */
const MOST_ROUNDS = 12;

/** Goes on while the classifier sees something else, each time with the next attempt. */
const SCRIPT = [
  'when: Draw a large blue ring',
  'say: I draw it, and look at what came out.',
  'call: draw {"caption": "a large blue ring in the middle"}',
  '',
  'when: Matches: true',
  'say: Here it is: a large blue ring, and the classifier sees one too.',
  '',
  ...[1, 2, 3, 4, 5, 6].flatMap((attempt) => [
    'when: Matches: false',
    'times: 1',
    'say: That is something else. Once more.',
    `call: draw {"caption": "a large blue ring in the middle", "attempt": ${attempt}}`,
    '',
  ]),
  'when: Matches: false',
  'say: I drew it seven times, and the classifier saw something else each time. The last picture is above.',
  '',
  'say: I am scripted, and know what to do with one picture only.',
].join('\n');

const into = (id: string, title: string, y: number, help: string): GraphNode => ({
  ...node(id, 'graph.input', 0, y, { help }),
  title,
});
const outOf = (id: string, title: string, y: number): GraphNode => ({ ...node(id, 'graph.output', 560, y), title });

/** Draws what the caption says, and lets the classifier look at it; `outputs` are wired to what they give. */
const drawAndLook = (outputs: readonly (readonly [node: GraphNode, from: string])[]): GraphBody => ({
  nodes: [
    into('caption', 'Caption', 0, 'What is to be drawn: a large red star in the middle.'),
    into('attempt', 'Attempt', 90, 'A whole number from 0 on; another one gives another picture.'),
    into('model', 'Model', 180, ''),
    into('classifier', 'Classifier', 270, ''),
    node('draw', 'generate.picture', 260, 0, { steps: 20, guidance: 1 }),
    node('look', 'evaluate.recognise', 260, 260, { sure: 0.9 }),
    ...outputs.map(([output]) => output),
  ],
  wires: [
    'caption.value → draw.caption',
    'attempt.value → draw.attempt',
    'model.value → draw.model',
    'classifier.value → look.classifier',
    'draw.picture → look.examples',
    'caption.value → look.wanted',
    ...outputs.map(([{ id }, from]) => `${from} → ${id}.value`),
  ].map(wire),
  groups: [],
  notes: [],
  exposed: [],
});

const loop: GraphNode = {
  ...node('loop', 'flow.repeat', 1_380, 0, { most: MOST_ROUNDS }),
  title: 'Draw until it matches',
  body: drawAndLook([
    [outOf('picture', 'Picture', 0), 'draw.picture'],
    [outOf('next', 'Attempt', 90), 'draw.next'],
    [outOf('seen', 'Seen', 180), 'look.seen'],
    [outOf('done', 'Done', 270), 'look.matches'],
  ]),
};

const tool: GraphNode = {
  ...node('tool', 'agent.tool', 1_380, 560, {
    toolName: 'draw',
    toolPurpose: 'Draws a picture of what a caption says, and tells what a classifier sees in it.',
  }),
  title: 'Draw a picture',
  body: drawAndLook([
    [outOf('picture', 'Picture', 0), 'draw.picture'],
    [outOf('seen', 'Seen', 90), 'look.seen'],
    [outOf('matches', 'Matches', 180), 'look.matches'],
  ]),
};

/** A model that draws, a classifier that looks, and a loop between them. */
export const drawCheck: GraphDocument = {
  ...template(
    'draw-check',
    'Describe, draw, check',
    'Say what you want to see: “a large red star in the middle”. A small diffusion model draws it, a classifier says what it sees, and the loop draws again until the two agree. Both learn here, in less than a minute.',
    {
      nodes: [
        node('images', 'source.images', 0, 0, {
          origin: 'shapes',
          count: 2_000,
          labelled: 'shape-colour',
          arrangement: 'middle',
          captioned: true,
        }),
        node('close', 'prepare.images', 250, 0, { crop: 16 }, { title: 'Their middle' }),
        node('split', 'prepare.split-examples', 250, 600),

        node('d-input', 'network.example-input', 500, 0, { time: true, captions: true, words: 32, length: 8 }),
        node('d-mlp', 'network.mlp', 500, 130, { width: 384, layers: 3 }),
        node('d-output', 'network.example-output', 500, 250),
        node('d-train', 'train.diffusion', 760, 0, {
          predicts: 'x0',
          steps: DRAWER_STEPS,
          decaySteps: DRAWER_STEPS,
          batchSize: 64,
          learningRate: 0.002,
          average: 0.99,
          evaluateEvery: 20,
          samples: 36,
        }),

        node('c-input', 'network.example-input', 500, 600),
        node('c-encoder', 'network.image-encoder', 500, 745, { channels: 16, halvings: 2, width: 64 }),
        node('c-output', 'network.example-output', 500, 890, { gives: 'classes' }),
        node('c-train', 'train.classifier', 760, 600, {
          steps: JUDGE_STEPS,
          decaySteps: JUDGE_STEPS,
          batchSize: 64,
          learningRate: 0.003,
        }),

        node('caption', 'flow.constant', 1_040, 0, { text: 'a large red star in the middle' }, { title: 'Caption' }),
        loop,

        tool,
        node('script', 'llm.script', 1_380, 940, { rules: SCRIPT }),
        node('agent', 'agent.run', 1_680, 560, {
          task: 'Draw a large blue ring.',
          instructions: 'Draw what you are asked for. Draw again where the classifier sees something else.',
          tools: 2,
        }),
      ],
      wires: [
        'images.examples → close.examples',
        'close.examples → split.examples',
        'close.examples → d-input.examples',
        'd-input.network → d-mlp.network',
        'd-mlp.network → d-output.network',
        'close.examples → d-output.examples',
        'd-output.network → d-train.network',
        'close.examples → d-train.examples',
        'split.training → c-input.examples',
        'c-input.network → c-encoder.network',
        'c-encoder.network → c-output.network',
        'split.training → c-output.examples',
        'c-output.network → c-train.network',
        'split.training → c-train.examples',
        'split.validation → c-train.validation',
        'caption.value → loop.caption',
        'd-train.model → loop.model',
        'c-train.classifier → loop.classifier',
        'd-train.model → tool.model',
        'c-train.classifier → tool.classifier',
        'script.llm → agent.llm',
        'tool.tool → agent.tool1',
      ].map(wire),
      groups: [
        { id: 'drawer', title: 'Who draws', nodes: ['d-input', 'd-mlp', 'd-output'] },
        { id: 'judge', title: 'Who looks', nodes: ['c-input', 'c-encoder', 'c-output'] },
      ],
      notes: [
        note(
          'ask',
          1_040,
          200,
          220,
          210,
          'Ask for something\n\nA shape (circle, square, triangle, star, ring, cross) and a colour (red, orange, yellow, green, blue, purple). For other words it says which it knows.',
        ),
        note(
          'look',
          1_700,
          0,
          220,
          230,
          'What to look at\n\n“Picture, every round”: what was drawn, and what the classifier took it for. The last one is what was wanted, or the rounds were used up. Open the node to see what is inside.',
        ),
        note(
          'with-agent',
          1_980,
          560,
          220,
          230,
          'The same with an agent\n\nDrawing and looking are a tool here. The agent’s words are scripted; the pictures are drawn when it asks, and stand in its steps. Put a model by connection in the script’s place.',
        ),
      ],
    },
  ),
  app: {
    kind: 'form',
    title: 'Draw a shape',
    intro:
      'Say which shape in which colour, such as “a large green cross in the middle”. It is drawn until a classifier sees it too.',
    inputs: [{ node: 'caption', param: 'text' }],
    outputs: [
      { node: 'loop', port: 'picture' },
      { node: 'loop', port: 'rounds-picture' },
    ],
  },
};
