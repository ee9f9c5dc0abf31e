import { node, note, template, wire } from './build';
import { networkWire } from './points';

/** Where the row of a family begins, from above. */
const ROW = { diffusion: 0, autoregressive: 560, vae: 1_120, gan: 1_680 } as const;
/** The families with their letters in the ids of nodes, and what a title calls them. */
const FAMILIES = [
  ['d', 'diffusion', 'diffusion'],
  ['a', 'autoregressive', 'the flow'],
  ['v', 'vae', 'the VAE'],
  ['g', 'gan', 'the GAN'],
] as const;

/** One table learned in four ways, and four tables that nobody measured, each held to the same rows and looked through for copies. */
export const fourTables = template(
  'four-tables',
  'Four ways to invent a table',
  'Diffusion, an autoregressive flow, a VAE and a GAN learn the same table side by side. Each writes a new one, which is held to real rows: its columns, what goes together, what can be learned from it, and whether it copies anybody.',
  {
    nodes: [
      node('table', 'source.table', 0, 0, { rows: 1_500 }),
      node('split', 'prepare.split-table', 0, 420, { validation: 0.3, by: 'species' }),
      node('encode', 'prepare.encode-table', 0, 840),
      node('spread', 'prepare.encode-table', 0, 1_200, { spread: true }, { title: 'Spread, for the flow' }),

      node('d-input', 'network.example-input', 300, ROW.diffusion, { time: true }),
      node('d-mlp', 'network.mlp', 300, ROW.diffusion + 122, { width: 192, layers: 3 }),
      node('d-output', 'network.example-output', 300, ROW.diffusion + 244),
      node('d-train', 'train.diffusion', 820, ROW.diffusion, {
        predicts: 'v',
        steps: 2_000,
        batchSize: 256,
        learningRate: 0.002,
        decaySteps: 2_000,
        evaluateEvery: 500,
        samples: 0,
      }),

      node('a-input', 'network.example-input', 300, ROW.autoregressive),
      node('a-layers', 'network.masked-autoregressive', 300, ROW.autoregressive + 122, { repeat: 5, width: 96 }),
      node('a-train', 'train.flow', 820, ROW.autoregressive, {
        steps: 1_000,
        batchSize: 256,
        learningRate: 0.002,
        decaySteps: 1_000,
        evaluateEvery: 250,
        samples: 0,
      }),

      node('v-input', 'network.example-input', 300, ROW.vae),
      node('v-mlp', 'network.mlp', 300, ROW.vae + 122, { width: 128, layers: 2 }),
      node(
        'v-output',
        'network.example-output',
        300,
        ROW.vae + 244,
        { gives: 'latent', latent: 8 },
        { title: 'Latent code' },
      ),
      node('v-noise', 'network.noise-input', 560, ROW.vae, { width: 8 }),
      node('v-mlp2', 'network.mlp', 560, ROW.vae + 122, { width: 128, layers: 2 }),
      node('v-output2', 'network.example-output', 560, ROW.vae + 244),
      // At β = 1 codes of rows leave holes between them, and what is drawn falls into those.
      node('v-train', 'train.vae', 820, ROW.vae, {
        beta: 3,
        steps: 2_000,
        batchSize: 256,
        learningRate: 0.002,
        decaySteps: 2_000,
        evaluateEvery: 500,
      }),

      node('g-noise', 'network.noise-input', 300, ROW.gan, { width: 16 }),
      node('g-mlp', 'network.mlp', 300, ROW.gan + 122, { width: 128, layers: 2, activation: 'relu', residual: false }),
      node('g-output', 'network.example-output', 300, ROW.gan + 244),
      node('g-input', 'network.example-input', 560, ROW.gan),
      node('g-mlp2', 'network.mlp', 560, ROW.gan + 122, {
        width: 128,
        layers: 2,
        activation: 'leaky-relu',
        residual: false,
      }),
      node('g-score', 'network.example-output', 560, ROW.gan + 244, { gives: 'score' }, { title: 'Score' }),
      node('g-train', 'train.gan', 820, ROW.gan, {
        steps: 1_500,
        batchSize: 256,
        learningRate: 0.002,
        decaySteps: 1_500,
        penalty: 0.1,
        criticMoves: 2,
        average: 0.99,
      }),

      ...FAMILIES.flatMap(([letter, family, title]) => [
        node(`${letter}-make`, 'generate.examples', 1_080, ROW[family], { count: 1_050 }),
        node(`${letter}-decode`, 'generate.decode-table', 1_340, ROW[family], {}, { title: `Made by ${title}` }),
        node(
          `${letter}-compare`,
          'evaluate.tables',
          1_600,
          ROW[family],
          { target: 'sex' },
          { title: `Compare: ${title}` },
        ),
      ]),
      node('report', 'evaluate.report', 1_880, ROW.autoregressive, { names: 'Diffusion, Flow, VAE, GAN' }),
    ],
    wires: [
      wire('table.table → split.table'),
      wire('split.training → encode.table'),
      wire('split.training → spread.table'),
      wire('spread.examples → a-input.examples'),
      ...['d-input', 'v-input', 'v-output2', 'g-output', 'g-input'].map((to) =>
        wire(`encode.examples → ${to}.examples`),
      ),
      ...[
        'd-input → d-mlp',
        'd-mlp → d-output',
        'a-input → a-layers',
        'v-input → v-mlp',
        'v-mlp → v-output',
        'v-noise → v-mlp2',
        'v-mlp2 → v-output2',
        'g-noise → g-mlp',
        'g-mlp → g-output',
        'g-input → g-mlp2',
        'g-mlp2 → g-score',
      ].map(networkWire),
      wire('d-output.network → d-train.network'),
      wire('a-layers.network → a-train.network'),
      wire('v-output.network → v-train.encoder'),
      wire('v-output2.network → v-train.decoder'),
      wire('g-output.network → g-train.generator'),
      wire('g-score.network → g-train.critic'),
      ...FAMILIES.flatMap(([letter]) => [
        wire(`${letter === 'a' ? 'spread' : 'encode'}.examples → ${letter}-train.examples`),
        wire(`${letter}-train.model → ${letter}-make.model`),
        wire(`${letter}-make.examples → ${letter}-decode.examples`),
        wire(`encode.codec → ${letter}-decode.codec`),
        wire(`${letter}-decode.table → ${letter}-compare.made`),
        wire(`split.validation → ${letter}-compare.real`),
        wire(`split.training → ${letter}-compare.training`),
      ]),
      wire('d-compare.metrics → report.first'),
      wire('a-compare.metrics → report.second'),
      wire('v-compare.metrics → report.third'),
      wire('g-compare.metrics → report.fourth'),
    ],
    groups: [
      { id: 'denoiser', title: 'Denoiser', nodes: ['d-input', 'd-mlp', 'd-output'] },
      { id: 'flow', title: 'Autoregressive flow', nodes: ['a-input', 'a-layers'] },
      {
        id: 'vae',
        title: 'Encoder and decoder',
        nodes: ['v-input', 'v-mlp', 'v-output', 'v-noise', 'v-mlp2', 'v-output2'],
      },
      {
        id: 'gan',
        title: 'Generator and critic',
        nodes: ['g-noise', 'g-mlp', 'g-output', 'g-input', 'g-mlp2', 'g-score'],
      },
    ],
    notes: [
      note(
        'look',
        0,
        1_560,
        208,
        250,
        'What to look at\n\nIn the report: how far columns and pairs of columns are from real ones, and how well a bird’s sex is told by who learned from made rows alone. Copies are what privacy fears: a made row should be no nearer to a row of training than rows that were put aside are.',
      ),
      note(
        'try',
        0,
        1_840,
        208,
        190,
        'Then try\n\nA table of your own: From: File in the first node, and a column of it in the four comparisons. Or fewer rows, until somebody begins to copy.',
      ),
    ],
  },
);
