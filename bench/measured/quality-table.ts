/** Penguins: columns, pairs, predictions and copies of made rows, over three seeds, beside rows whose columns were shuffled each by itself. */
import type { Metrics, Network, Table } from '@/graph';
import { createRandom } from '@/ml/random';
import { evaluateTables } from '@/nodes/evaluate/tables/node';
import { run as compare } from '@/nodes/evaluate/tables/run';
import { run as decode } from '@/nodes/generate/decode-table/run';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as make } from '@/nodes/generate/examples/run';
import { encodeTable } from '@/nodes/prepare/encode-table/node';
import { run as encode } from '@/nodes/prepare/encode-table/run';
import { splitTable } from '@/nodes/prepare/split-table/node';
import { run as split } from '@/nodes/prepare/split-table/run';
import { sourceTable } from '@/nodes/source/table/node';
import { run as read } from '@/nodes/source/table/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as train } from '@/nodes/train/diffusion/run';
import { testContext } from '@/tests/nodes/support';
import { chain } from '../support/chain';
import { finish, startWasm } from '../support/environment';
import { sharedFile } from '../support/shared';

const [STEPS, WIDTH, SEEDS] = [2_000, 128, [1, 2, 3]];
const TARGETS = ['species', 'sex', 'body_mass_g'];
await startWasm();

const penguins = await readPenguins();
console.log(
  `penguins: ${penguins.rows.length} rows, ${penguins.columns.length} columns; ${STEPS} steps, width ${WIDTH}`,
);
const found = { made: new Map<string, number[]>(), shuffled: new Map<string, number[]>() };
for (const seed of SEEDS) {
  const parts = await split(
    { table: penguins },
    splitTable.params.parse({ validation: 0.3, by: 'species' }),
    testContext({ seed }),
  );
  const began = performance.now();
  const made = await madeFrom(parts.training, seed);
  console.log(`seed ${seed}: trained and made in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  for (const [name, table] of [
    ['made', made],
    ['shuffled', shuffled(parts.training, seed)],
  ] as const)
    for (const target of TARGETS) {
      const { metrics } = await compare(
        { made: table, real: parts.validation, training: parts.training },
        evaluateTables.params.parse({ target }),
        testContext({ seed }),
      );
      keep(found[name], metrics, target);
    }
}
console.log('mean of three seeds: made, columns shuffled');
for (const [name, values] of found.made)
  console.log(
    `${name.padEnd(46)} ${mean(values).toFixed(3).padStart(8)} ${mean(found.shuffled.get(name) ?? [])
      .toFixed(3)
      .padStart(8)}`,
  );
finish();

async function madeFrom(training: Table, seed: number): Promise<Table> {
  const context = testContext({ seed });
  const { examples, codec } = await encode({ table: training }, encodeTable.params.parse({}), context);
  const params = trainDiffusion.params.parse({
    predicts: 'v',
    steps: STEPS,
    decaySteps: STEPS,
    batchSize: 256,
    learningRate: 0.002,
    evaluateEvery: STEPS,
    samples: 0,
  });
  const { model } = await train({ network: denoiser(codec.width), examples }, params, context);
  const drawn = await make({ model }, generateExamples.params.parse({ count: training.rows.length }), context);
  return (await decode({ examples: drawn.examples, codec }, {}, context)).table;
}

function denoiser(width: number): Network {
  return chain([
    ['network.example-input', { time: true }, { examples: { exampleShape: [width] } }],
    ['network.mlp', { width: WIDTH, layers: 3 }],
    ['network.example-output', {}, { examples: { exampleShape: [width] } }],
  ]);
}

async function readPenguins(): Promise<Table> {
  const { file, files } = sharedFile('tables/penguins.csv');
  return (await read({}, sourceTable.params.parse({ origin: 'file', file }), testContext({ files }))).table;
}

/** Every column as it is, and nothing that goes together. */
function shuffled({ columns, rows }: Table, seed: number): Table {
  const random = createRandom(seed);
  const orders = columns.map(({ name }) => random.split(name).shuffle([...rows.keys()]));
  return {
    columns,
    rows: rows.map((_, row) => columns.map((_column, index) => rows[orders[index]?.[row] ?? 0]?.[index] ?? null)),
  };
}

function keep(into: Map<string, number[]>, { values }: Metrics, target: string): void {
  for (const { name, value, help } of values) {
    const title = name.startsWith('Predicted') ? `${name}: ${target}` : name;
    if (title === name && target !== TARGETS[0]) continue;
    into.set(title, [...(into.get(title) ?? []), value]);
    // What real rows have among themselves stands in the help.
    const usual = / have ([\d.]+)\.$| are ([\d.]+) away| ([\d.]+) % do so/
      .exec(help ?? '')
      ?.slice(1)
      .find(Boolean);
    if (usual) into.set(`${title}, of real rows`, [...(into.get(`${title}, of real rows`) ?? []), Number(usual)]);
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
