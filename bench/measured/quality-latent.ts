/** The template “Latent diffusion”, run whole: whether its images show what their captions ask for, also what was never seen together. */
import { latentDiffusion } from '@/app/templates/latent-diffusion';
import type { Examples, RunEvent } from '@/graph';
import { examples } from '@/workers/artifacts/kinds/examples';
import { createNodeRuntime } from '@/workers/node';
import { bar } from '../support/bar';
import { finish } from '../support/environment';
import { type Judged, shapesJudge } from '../support/shapes-judge';

const runtime = await createNodeRuntime({ log: console.log });
const keys = new Map<string, string>();
const began = performance.now();
const { done } = await runtime.run({
  document: latentDiffusion,
  targets: null,
  onEvents: (some) => some.forEach(told),
});
const ended = await done;
const whole = (performance.now() - began) / 1000;
if (ended !== 'succeeded') throw new Error(`the template ${ended}`);

const real = await examplesOf('images');
const made = await examplesOf('out');
const anew = await examplesOf('out-new');
const judge = shapesJudge(real);
console.log(`whole template: ${whole.toFixed(0)} s`);
say('real images, each by the others', judge(real, 200));
say('copies by the VAE', judge(await examplesOf('copies'), 200));
const [asked, together] = [judge(made), judge(anew)];
say('made as asked', asked);
say('made of what was never seen together', together);
bar('quality-latent.colour', asked.colour, { atLeast: 0.95 });
bar('quality-latent.colour-and-shape', asked.look, { atLeast: 0.8 });
bar('quality-latent.position', asked.position, { atLeast: 0.9 });
bar('quality-latent.never-together', together.look, { atLeast: 0.6 });
bar('quality-latent.seconds', whole, { atMost: 300 }, 0);
await pictures([made, anew]);
await runtime.dispose();
finish();

function say(what: string, { count, ...shares }: Judged): void {
  const all = Object.entries(shares).map(([name, share]) => `${name} ${share.toFixed(3)}`);
  console.log(`${what} (${count}): ${all.join(', ')}`);
}

function told(event: RunEvent): void {
  const seconds = `${((performance.now() - began) / 1000).toFixed(0)} s`;
  if (event.type === 'failed' || event.type === 'log') console.log(event);
  if (event.type === 'finished') {
    keys.set(event.nodeId, event.key);
    console.log(`${event.nodeId} done at ${seconds}`);
  }
  if (event.type !== 'metric') return;
  const { validationLoss, trainingLoss } = event.values;
  const loss = validationLoss ?? trainingLoss;
  if (loss !== undefined) console.log(`${event.nodeId} step ${event.step}: ${loss.toFixed(4)} (${seconds})`);
}

async function examplesOf(node: string): Promise<Examples> {
  const value = (await runtime.store.read(keys.get(node) ?? ''))?.values.examples;
  if (!value) throw new Error(`${node} made no examples`);
  return examples.decode(value.bytes);
}

/** For the eye: a sheet of what was made, six in a row, as a portable pixel map, where GENLOOM_SHEET names a file. */
async function pictures(all: readonly Examples[]): Promise<void> {
  const file = process.env.GENLOOM_SHEET;
  if (!file) return;
  const across = 6;
  const images = all.flatMap(({ data, count, shape: [height = 1, width = 1] }) => {
    const size = height * width * 3;
    return Array.from({ length: count }, (_, row) => data.subarray(row * size, (row + 1) * size));
  });
  const [height = 1, width = 1] = all[0]?.shape ?? [];
  const down = Math.ceil(images.length / across);
  const bytes = Buffer.alloc(across * down * height * width * 3);
  for (let y = 0; y < down * height; y++)
    for (let x = 0; x < across * width; x++)
      for (let channel = 0; channel < 3; channel++) {
        const image = images[Math.floor(y / height) * across + Math.floor(x / width)];
        const value = image?.[((y % height) * width + (x % width)) * 3 + channel] ?? 0;
        bytes[(y * across * width + x) * 3 + channel] = 255 * Math.min(1, Math.max(0, value));
      }
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, Buffer.concat([Buffer.from(`P6 ${across * width} ${down * height} 255\n`), bytes]));
}
