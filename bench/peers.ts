/**
 * Ours beside plain TF.js and jax-js, in turns in one Chromium: training steps of a GPT in two sizes and of a U-Net, and products.
 * `npm run bench -- peers [--write] [--quick] [--only gpt-step,gpt-step-large,unet-step,node,products,generate,train]`; `--quick` is for working on this file: tiny sizes, no bars.
 */
import type { GptStep } from './contenders/gpt-step';
import type { Product } from './contenders/products';
import type { UnetStep } from './contenders/unet';
import { atMostApart, bar } from './support/bar';
import { type Contender, compare, type Measured, type Plan, withContenders } from './support/contenders';
import { startInNode } from './support/in-node';
import { circumstances, ms, table, times, writePerformance } from './support/table';

const [quick, write] = [process.argv.includes('--quick'), process.argv.includes('--write')];
const only = process.argv[process.argv.indexOf('--only') + 1]?.split(',');
const wanted = (part: string) => !process.argv.includes('--only') || only?.includes(part);

type Bar = Parameters<typeof bar>;
const rows: string[][] = [];
const notes: string[] = [];
const bars: Bar[] = [];

const gpts: Readonly<Record<string, { settings: GptStep; plain: Plan; others: Plan }>> = {
  'gpt-step': {
    settings: { layers: 4, width: 128, heads: 4, tokens: 128, batch: 8, vocabulary: 256 },
    plain: { rounds: 3, runs: 1, warm: 0 },
    others: { rounds: 5, runs: 4, warm: 1 },
  },
  'gpt-step-large': {
    settings: { layers: 6, width: 384, heads: 6, tokens: 256, batch: 8, vocabulary: 256 },
    plain: { rounds: 1, runs: 1, warm: 0 },
    others: { rounds: 5, runs: 2, warm: 1 },
  },
};

const products: readonly {
  readonly name: string;
  readonly settings: Product;
  readonly bar: readonly [string, number];
}[] = [
  { name: '1024³', settings: { batch: 1, m: 1024, k: 1024, n: 1024 }, bar: ['product-1024-vs-jax', 1] },
  {
    name: '512³, a transposed',
    settings: { batch: 1, m: 512, k: 512, n: 512, transposeA: true },
    bar: ['product-512-ta-vs-tfjs', 10],
  },
  {
    name: '512³, b transposed',
    settings: { batch: 1, m: 512, k: 512, n: 512, transposeB: true },
    bar: ['product-512-tb-vs-tfjs', 10],
  },
  {
    name: '32 × (128 × 32 × 128), a transposed',
    settings: { batch: 32, m: 128, k: 32, n: 128, transposeA: true },
    bar: ['product-batched-ta-vs-tfjs', 5],
  },
  {
    name: '32 × (128 × 32 × 128), b transposed',
    settings: { batch: 32, m: 128, k: 32, n: 128, transposeB: true },
    bar: ['product-batched-tb-vs-tfjs', 5],
  },
];

let version = '';
for (const name of Object.keys(gpts)) if (wanted(name)) await measureGpt(name);
if (wanted('unet-step')) await measureUnet();
if (wanted('node')) await measureNode();
if (wanted('products'))
  await withContenders(['ours', 'plain', 'jax'], async ({ ours, plain, jax }, browser) => {
    version = browser.version();
    for (const one of products) await measureProduct(one, [ours, plain, jax]);
  });
report();
// What these hold is part of the same promise; each is a measurement of its own too.
if (wanted('generate')) await import('./generate');
if (wanted('train')) await import('./train');

/** In workers of its own, since jax-js gives no memory back; where its four gigabytes are not enough, the others are compared without it. */
async function measureGpt(name: string): Promise<void> {
  const one = gpts[name];
  if (!one) return;
  const settings = quick ? { ...one.settings, layers: 2, width: 32, heads: 2, tokens: 32 } : one.settings;
  const among = (names: readonly ('ours' | 'plain' | 'jax')[]) =>
    withContenders(names, (contenders, browser) => {
      version = browser.version();
      const all = names.map((who) => contenders[who]);
      return compare(all, 'gpt-step', settings, (who) => (who === 'plain' ? one.plain : one.others));
    });
  const measured = await among(['ours', 'plain', 'jax']).catch(async (error: unknown) => {
    if (!tooLargeForJax(error)) throw error;
    notes.push(
      `jax-js cannot do the step of ${name} in its four gigabytes; a row beside it is of the largest batch that it can do.`,
    );
    return among(['ours', 'plain']);
  });
  const { ours, plain, jax } = measured;
  if (!ours || !plain) throw new Error('a contender is missing');
  const [first = Number.NaN] = ours.values;
  if (Math.abs(first - Math.log(settings.vocabulary)) > 0.3) throw new Error(`the first loss is ${first}`);
  if ((ours.values.at(-1) ?? first) >= first) throw new Error('the loss does not fall');
  for (const other of [plain, jax]) if (other) atMostApart(ours.values, other.values, 0.02, `losses of ${name}`);
  const { layers, width, heads, tokens, batch } = settings;
  row(
    `GPT training step: ${layers} layers, width ${width}, ${heads} heads, ${tokens} tokens, batch ${batch}`,
    ours,
    plain,
    jax,
  );
  notes.push(
    `Over the ${ours.values.length} steps the loss fell from ${first.toFixed(3)} to ${ours.values.at(-1)?.toFixed(3)} (ours)${jax ? ` and ${jax.values.at(-1)?.toFixed(3)} (jax-js)` : ''}; ours and plain TF.js run the same training loop, batches, loss read each step and all.${plain.times.length < 10 ? ` Plain TF.js took ${plain.times.length} step${plain.times.length > 1 ? 's' : ''}, its first among them.` : ''}`,
  );
  if (jax) bars.push([`peers.${name}-vs-jax`, ours.median / jax.median, { atMost: 1 }]);
  else await measureSmaller(name, { ...settings, batch: settings.batch / 2 });
  bars.push([`peers.${name}-vs-tfjs`, plain.median / ours.median, { atLeast: 9 }]);
}

function tooLargeForJax(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('jax: RangeError: Allocation');
}

/** The same network with half the batch, and half of that, until jax-js has room for it. */
async function measureSmaller(name: string, settings: GptStep): Promise<void> {
  if (settings.batch < 1) throw new Error(`jax-js cannot do the step of ${name} with any batch`);
  const plan = { rounds: 5, runs: 2, warm: 1 };
  try {
    const { ours, jax } = await withContenders(['ours', 'jax'], ({ ours, jax }) =>
      compare([ours, jax], 'gpt-step', settings, () => plan),
    );
    if (!ours || !jax) throw new Error('a contender is missing');
    atMostApart(ours.values, jax.values, 0.02, `losses of ${name} at batch ${settings.batch}`);
    row(`the same, batch ${settings.batch}`, ours, undefined, jax);
    bars.push([`peers.${name}-batch-${settings.batch}-vs-jax`, ours.median / jax.median, { atMost: 1 }]);
  } catch (error) {
    if (!tooLargeForJax(error)) throw error;
    await measureSmaller(name, { ...settings, batch: Math.floor(settings.batch / 2) });
  }
}

/** The GPT's step of the first size in Node, in turns with the browser's. */
async function measureNode(): Promise<void> {
  const settings = { layers: 4, width: 128, heads: 4, tokens: 128, batch: 8, vocabulary: 256 };
  const node = await startInNode();
  const found = await withContenders(['ours'], ({ ours }, browser) => {
    version = browser.version();
    return compare([ours, node], 'gpt-step', settings, () => ({ rounds: 5, runs: 6, warm: 1 }));
  });
  if (!found.ours || !found.node) throw new Error('a contender is missing');
  atMostApart(found.ours.values, found.node.values, 1e-3, 'losses in Node');
  const ratio = found.node.median / found.ours.median;
  notes.push(
    `The first of these GPT steps in Node, in turns with the same in Chromium: ${ms(found.node.median)} beside ${ms(found.ours.median)}, ${times(ratio)} as long.`,
  );
  bars.push(['peers.node-vs-browser', ratio, { atMost: 1.1 }]);
}

/** Plain TF.js cannot differentiate a convolution on wasm, so its `cpu` backend stands for it, with two images, since sixteen take it minutes. */
async function measureUnet(): Promise<void> {
  const settings: UnetStep = { batch: quick ? 1 : 16, size: 32, channels: quick ? [8, 8] : [32, 64, 128], groups: 8 };
  const title = `U-Net training step: 32 × 32 × 3, channels ${settings.channels.join('/')}, two residual blocks a level`;
  const others = { rounds: 5, runs: quick ? 1 : 3, warm: 1 };
  const few = { rounds: 1, runs: 1, warm: 0 };
  const large = await withContenders(['ours', 'jax'], ({ ours, jax }, browser) => {
    version = browser.version();
    return compare([ours, jax], 'unet-step', settings, (who) => (who === 'jax' ? few : others));
  });
  const small = await withContenders(['ours', 'cpu'], ({ ours, cpu }) =>
    compare([ours, cpu], 'unet-step', { ...settings, batch: Math.min(2, settings.batch) }, (who) =>
      who === 'cpu' ? few : others,
    ),
  );
  if (!large.ours || !large.jax || !small.ours || !small.cpu) throw new Error('a contender is missing');
  atMostApart(large.ours.values, large.jax.values, 0.02, 'losses of the U-Net');
  atMostApart(small.ours.values, small.cpu.values, 1e-3, 'losses of the U-Net on cpu');
  row(`${title}, batch ${settings.batch}`, large.ours, undefined, large.jax);
  row(`${title}, batch 2, beside TF.js’s cpu backend`, small.ours, small.cpu, undefined);
  bars.push(['peers.unet-step-vs-jax', large.jax.median / large.ours.median, { atLeast: 1 }]);
  bars.push(['peers.unet-step-vs-cpu', small.cpu.median / small.ours.median, { atLeast: 5 }]);
  notes.push(
    `Plain TF.js has no gradient of a convolution on wasm; beside the U-Net stands its cpu backend. That and jax-js are so slow at it that they took one step each, their first.`,
  );
}

async function measureProduct(
  { name, settings, bar: [target, atLeast] }: (typeof products)[number],
  all: readonly Contender[],
) {
  const plan = { rounds: 5, runs: 4, warm: 1 };
  const { ours, plain, jax } = sides(await compare(all, 'product', settings, () => plan));
  for (const other of [plain, jax]) atMostApart(ours.values, other.values, 1e-3, name);
  row(`Product ${name}`, ours, plain, jax);
  bars.push([`peers.${target}`, (target.endsWith('jax') ? jax : plain).median / ours.median, { atLeast }]);
}

function sides(found: Readonly<Record<string, Measured>>): { ours: Measured; plain: Measured; jax: Measured } {
  const { ours, plain, jax } = found;
  if (!ours || !plain || !jax) throw new Error('a contender is missing');
  return { ours, plain, jax };
}

function row(name: string, ours: Measured, ...others: readonly (Measured | undefined)[]): void {
  const cell = (one: Measured | undefined, text: (median: number) => string) => (one ? text(one.median) : '–');
  const ratios = others.map((one) => cell(one, (median) => times(median / ours.median)));
  rows.push([name, ms(ours.median), ...others.map((one) => cell(one, ms)), ...ratios]);
  console.log(rows.at(-1)?.join('   '));
}

function report(): void {
  const head = ['what', 'ours', 'plain TF.js', 'jax-js', 'plain / ours', 'jax-js / ours'];
  const text = [table(head, rows), ...notes, circumstances(version)].join('\n\n');
  console.log(`\n${text}\n`);
  if (quick) return;
  for (const one of bars) bar(...one);
  if (write)
    writePerformance(
      'peers',
      `\`npm run bench -- peers\`: ours beside TF.js 4.22 on its own wasm, which takes at most half of the cores, and jax-js 0.1.25, which takes all, as ours does.\n\n${text}`,
    );
}
