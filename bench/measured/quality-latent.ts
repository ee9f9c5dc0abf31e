/** The template “Latent diffusion”, run whole: its images judged by the real image that is nearest to each, which has a colour and a shape. */
import { latentDiffusion } from '@/app/templates/latent-diffusion';
import { type Examples, numbersIn, type RunEvent } from '@/graph';
import { examples } from '@/workers/artifacts/kinds/examples';
import { createNodeRuntime } from '@/workers/node';
import { bar } from '../support/bar';
import { finish } from '../support/environment';

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
const copies = await examplesOf('copies');
const asked = judged(made, real);
const kept = judged(copies, real);
console.log(`whole template: ${whole.toFixed(0)} s`);
console.log(
  `of ${made.count} made: as asked ${asked.both.toFixed(3)}, colour ${asked.colour.toFixed(3)}, shape ${asked.shape.toFixed(3)}, distance ${asked.distance.toFixed(3)}`,
);
console.log(
  `of ${copies.count} copies by the VAE: ${kept.both.toFixed(3)}, colour ${kept.colour.toFixed(3)}, shape ${kept.shape.toFixed(3)}, distance ${kept.distance.toFixed(3)}`,
);
bar('quality-latent.as-asked', asked.both, { atLeast: 0.8 });
bar('quality-latent.colour', asked.colour, { atLeast: 0.95 });
bar('quality-latent.seconds', whole, { atMost: 300 }, 0);
await picture(made);
await runtime.dispose();
finish();

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

/** Of how many the nearest real image has the colour, the shape and both that were asked for. */
function judged(some: Examples, among: Examples) {
  const size = numbersIn(among.shape);
  let [both, colour, shape, distance] = [0, 0, 0, 0];
  for (let row = 0; row < some.count; row++) {
    let [best, nearest] = [Number.POSITIVE_INFINITY, 0];
    for (let other = 0; other < among.count; other++) {
      let sum = 0;
      for (let index = 0; index < size && sum < best; index++)
        sum += ((some.data[row * size + index] ?? 0) - (among.data[other * size + index] ?? 0)) ** 2;
      if (sum < best) [best, nearest] = [sum, other];
    }
    const wanted = (some.classes?.[some.labels?.[row] ?? 0] ?? '').split(' ');
    const found = (among.classes?.[among.labels?.[nearest] ?? 0] ?? '').split(' ');
    if (wanted[0] === found[0]) colour++;
    if (wanted[1] === found[1]) shape++;
    if (wanted.join() === found.join()) both++;
    distance += Math.sqrt(best / size);
  }
  const { count } = some;
  return { both: both / count, colour: colour / count, shape: shape / count, distance: distance / count };
}

/** For the eye: a sheet of what was made, as a portable pixel map, where GENLOOM_SHEET names a file. */
async function picture({ data, shape: [height = 1, width = 1], count }: Examples): Promise<void> {
  const file = process.env.GENLOOM_SHEET;
  if (!file) return;
  const [across, down] = [12, Math.ceil(Math.min(count, 72) / 12)];
  const bytes = Buffer.alloc(across * down * height * width * 3);
  for (let y = 0; y < down * height; y++)
    for (let x = 0; x < across * width; x++)
      for (let channel = 0; channel < 3; channel++) {
        const image = Math.floor(y / height) * across + Math.floor(x / width);
        const value = data[((image * height + (y % height)) * width + (x % width)) * 3 + channel] ?? 0;
        bytes[(y * across * width + x) * 3 + channel] = 255 * Math.min(1, Math.max(0, value));
      }
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, Buffer.concat([Buffer.from(`P6 ${across * width} ${down * height} 255\n`), bytes]));
}
