/** Large shapes in the middle, asked for by caption, three of each colour and shape: in how many the colour and the shape are those that were asked for. */
import type { Examples, Facts } from '@/graph';
import { COLOURS, SHAPES } from '@/ml/data/shapes';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as make } from '@/nodes/generate/examples/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as drawImages } from '@/nodes/source/images/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as train } from '@/nodes/train/diffusion/run';
import { said } from '@/tests/nodes/examples/wiring';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const [IMAGES, EACH, STEPS, BLOCKS] = [2_000, 3, 500, 2];
await startWasm();

const asked = { origin: 'shapes', count: IMAGES, size: 16, arrangement: 'middle', captioned: true } as const;
const real = (await drawImages({}, sourceImages.params.parse(asked), testContext({ seed: 1337 }))).examples;
const given: Facts = { exampleShape: real.shape, captioned: true };

let facts = said('network.example-input', { time: true, captions: true }, { examples: given });
facts = said('network.patchify', { patch: 2, width: 64 }, { network: facts });
for (let block = 0; block < BLOCKS; block++) {
  facts = said('network.cross-attention', { heads: 4 }, { network: facts });
  facts = said('network.dit-block', { heads: 4 }, { network: facts });
}
const { network } = said('network.unpatchify', {}, { network: facts, examples: given });
if (!network) throw new Error('there is no network');

const params = trainDiffusion.params.parse({
  method: 'flow-matching',
  steps: STEPS,
  decaySteps: STEPS,
  batchSize: 32,
  learningRate: 0.002,
  evaluateEvery: 200,
  samples: 0,
});
const began = performance.now();
const { model } = await train({ network, examples: real }, params, {
  ...testContext({ seed: 1337 }),
  metric: (step, { loss }) => {
    if (loss !== undefined && step % 100 === 0) console.log(`step ${step}: loss ${loss.toFixed(4)}`);
  },
});
const seconds = (performance.now() - began) / 1000;

const wanted = COLOURS.flatMap((colour) => SHAPES.map((shape) => ({ colour, shape })));
const captions = wanted.map(({ colour, shape }) => `a large ${colour} ${shape} in the middle`).join('\n');
const drawing = generateExamples.params.parse({ captions, perClass: EACH, steps: 20, guidance: 2 });
const { examples: made } = await make({ model }, drawing, testContext({ seed: 1337 }));

// A picture is taken for what the nearest real one shows, number by number.
let [colours, shapes] = [0, 0];
for (let row = 0; row < made.count; row++) {
  const { colour = '', shape = '' } = wanted[Math.floor(row / EACH)] ?? {};
  const seen = nearestCaption(made, row);
  if (seen.includes(colour)) colours++;
  if (seen.includes(shape)) shapes++;
}
console.log(`${made.count} made after ${STEPS} steps in ${seconds.toFixed(0)} s`);
bar('right colour, % (nearest real picture)', (100 * colours) / made.count, { atLeast: 90 });
bar('right shape, % (nearest real picture)', (100 * shapes) / made.count, { atLeast: 70 });
finish();

function nearestCaption({ data }: Examples, row: number): string {
  const size = data.length / made.count;
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let other = 0; other < real.count; other++) {
    let distance = 0;
    for (let at = 0; at < size; at++)
      distance += ((data[row * size + at] ?? 0) - (real.data[other * size + at] ?? 0)) ** 2;
    if (distance < least) [best, least] = [other, distance];
  }
  return real.captions?.[best] ?? '';
}
