import { mkdirSync, writeFileSync } from 'node:fs';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { imageNetworksEdit } from '@/app/editor/problems/image-networks';
import { fourFamilies } from '@/app/templates/four-families';
import { applyEdit, check, type GraphDocument, type View } from '@/graph';
import { type Arrays, takeArrays } from '@/ml/arrays';
import { drawShapes } from '@/ml/data/shapes';
import { createRandom, type Random } from '@/ml/random';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';
import { bar } from '../support/bar';
import { asked, finish } from '../support/environment';

const PICTURES = 300;
const folder = 'dist/bench/own-images';

const runtime = await createNodeRuntime();
const document = withOwn(await runtime.addAsset({ name: 'pictures.zip', bytes: await pictures() }));
const edit = imageNetworksEdit(document, catalogue);
if (!edit) throw new Error('no networks for images were offered');
const fixed = cutShort(applyEdit(document, edit), Number(argument('steps') ?? Number.NaN));
const { problems } = check(fixed, catalogue);
if (problems.length > 0) throw new Error(JSON.stringify(problems));

const only = argument('only');
const targets = only ? only.split(',').map((one) => `${one}-compare`) : null;
const used = new Map<string, number>();
const began = performance.now();
const { done } = await runtime.run({
  document: fixed,
  targets,
  onEvents: (some) => {
    for (const event of some) {
      if (event.type === 'started') used.set(event.nodeId, cpuSeconds());
      if (event.type === 'finished')
        console.log(`${event.nodeId}: ${(cpuSeconds() - (used.get(event.nodeId) ?? 0)).toFixed(1)} CPU s`);
      if (event.type === 'metric' && event.step % 200 === 0)
        console.log(`  ${event.nodeId} ${event.step}: ${cpuSeconds().toFixed(0)} CPU s`);
      if (event.type === 'failed' || event.type === 'log') console.log(event);
      if (event.type === 'finished')
        for (const [port, view] of Object.entries(event.views)) show(event.nodeId, port, view);
      if (event.type === 'preview' && event.view.view === 'curves' && event.view.picture)
        show(event.nodeId, 'learning', event.view.picture);
    }
  },
});
console.log(await done);
const seconds = (performance.now() - began) / 1000;
console.log(`${seconds.toFixed(0)} s, ${cpuSeconds().toFixed(0)} CPU s`);
await runtime.dispose();
bar('own-images.minutes', seconds / 60, { atMost: 6 });
finish();

/** What follows `--name=`. */
function argument(name: string): string | undefined {
  return process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** The same with so many steps of training, to see that all of it works. */
function cutShort(whole: GraphDocument, steps: number): GraphDocument {
  if (Number.isNaN(steps)) return whole;
  return {
    ...whole,
    nodes: whole.nodes.map((node) =>
      node.type.startsWith('train.') ? { ...node, params: { ...node.params, steps, evaluateEvery: steps } } : node,
    ),
  };
}

/** A folder of coloured shapes, each of which fills half of its picture as people’s own do, in a folder for each shape. */
async function pictures(): Promise<Uint8Array> {
  const only = { count: 1, size: 'large', position: 'in the middle' } as const;
  const { images, attributes } = await drawShapes({ count: PICTURES, seed: 1337, only });
  const random = createRandom('frames');
  const files = attributes.map(({ shape }, index): [string, Uint8Array] => [
    `${shape}/${index}.png`,
    framed(takeArrays(images, [index]), 18 + 2 * random.int(4), random),
  ]);
  return zipSync(Object.fromEntries(files));
}

/** A square part of an image, not far from its middle, as a PNG. */
function framed({ shape, data }: Arrays, side: number, random: Random): Uint8Array {
  const [, width = 0, channels = 0] = shape;
  const moved = () => Math.round((width - side) / 2 + 3 * (2 * random.next() - 1));
  const [top, left] = [moved(), moved()];
  const part = Float32Array.from({ length: side * side * channels }, (_, at) => {
    const [row, column] = [Math.floor(at / (side * channels)), Math.floor(at / channels) % side];
    return data[((top + row) * width + left + column) * channels + (at % channels)] ?? 0;
  });
  return encode({ width: side, height: side, channels, data: pixels(part) });
}

function pixels(data: Float32Array): Uint8Array {
  return Uint8Array.from(data, (value) => Math.round(255 * value));
}

/** The template with the points taken out and a folder of pictures put in. */
function withOwn(file: Awaited<ReturnType<typeof runtime.addAsset>>): GraphDocument {
  const own = { origin: 'files', file: { ...file } } as const;
  return {
    ...fourFamilies,
    nodes: fourFamilies.nodes.map((node) =>
      node.type === 'source.points' ? { ...node, type: 'source.images', params: own } : node,
    ),
  };
}

function show(nodeId: string, port: string, view: View): void {
  if (view.view === 'numbers')
    console.log(
      nodeId,
      view.items.map(({ label, value, unit = '' }) => `${label} ${value.toPrecision(3)} ${unit}`.trim()).join(', '),
    );
  if (view.view === 'table') console.log([view.columns, ...view.rows].map((row) => row.join(' | ')).join('\n'));
  if (view.view === 'curves')
    console.log(nodeId, view.series.map(({ name, y }) => `${name} ${y.at(-1)?.toPrecision(4)}`).join(', '));
  if (view.view === 'images' && asked('--pictures')) keep(`${nodeId}-${port}`, view);
}

/** The pictures of a view side by side, as a file. */
function keep(
  name: string,
  { width, height, channels, count, pixels: base64 }: Extract<View, { view: 'images' }>,
): void {
  const bytes = Buffer.from(base64, 'base64');
  const across = Math.min(12, count);
  const down = Math.ceil(count / across);
  const sheet = new Uint8Array(across * width * down * height * channels);
  for (let image = 0; image < count; image++)
    for (let row = 0; row < height; row++) {
      const from = (image * height + row) * width * channels;
      const to = ((Math.floor(image / across) * height + row) * across + (image % across)) * width * channels;
      sheet.set(bytes.subarray(from, from + width * channels), to);
    }
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/${name}.png`,
    encode({ width: across * width, height: down * height, channels, data: sheet }),
  );
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
