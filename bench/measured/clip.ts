/** CLIP on captioned shapes: recall@1 of 100 pictures with different captions both ways, held out by chance and by combination. */
import type { Examples, Facts, JointEncoder } from '@/graph';
import { takeExamples } from '@/nodes/common/examples';
import { evaluateJoint } from '@/nodes/evaluate/joint/node';
import { run as evaluate } from '@/nodes/evaluate/joint/run';
import { run as hold } from '@/nodes/prepare/hold-out/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as drawImages } from '@/nodes/source/images/run';
import { trainContrastive } from '@/nodes/train/contrastive/node';
import { run as train } from '@/nodes/train/contrastive/run';
import { said } from '@/tests/nodes/examples/wiring';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const SEED = 1337;
/** Each colour and each shape is held out in one combination, and seen in five others. */
const HELD = 'red star, orange circle, yellow cross, green square, blue ring, purple triangle';
const [IMAGES, OTHERS, OF, STEPS] = [8_000, 4_000, 100, 500];
await startWasm();

const draw = async (count: number, seed: number) =>
  (
    await drawImages(
      {},
      sourceImages.params.parse({ origin: 'shapes', count, labelled: 'shape-colour', captioned: true }),
      testContext({ seed }),
    )
  ).examples;
const { training } = await hold({ examples: await draw(IMAGES, SEED) }, { combinations: HELD }, testContext());
// Drawn from another seed: no picture of these was learned from.
const others = await hold({ examples: await draw(OTHERS, SEED + 1) }, { combinations: HELD }, testContext());

const given: Facts = { exampleShape: training.shape, captioned: true };
const pictures = said(
  'network.image-encoder',
  { channels: 24, halvings: 3, width: 128 },
  { network: said('network.example-input', {}, { examples: given }) },
).network;
let words = said('network.caption-input', { width: 64, words: 64, length: 12 }, { examples: given });
words = said('network.vit-block', { heads: 4 }, { network: words });
words = said('network.patch-mean', {}, { network: words });
if (!pictures || !words.network) throw new Error('there is no network');

const params = trainContrastive.params.parse({
  steps: STEPS,
  decaySteps: STEPS,
  learningRate: 0.002,
  evaluateEvery: 200,
});
const began = performance.now();
const context = {
  ...testContext({ seed: SEED }),
  metric: (step: number, { loss }: Readonly<Record<string, number>>) => {
    if (loss !== undefined && step % 50 === 0)
      console.log(`step ${step}: loss ${loss.toFixed(4)}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  },
};
const { encoder } = await train({ pictures, words: words.network, examples: training }, params, context);
console.log(
  `${training.count} pictures, ${params.steps} steps in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);

const seen = await recalls(encoder, distinct(others.training));
const unseen = await recalls(encoder, distinct(others.unseen));
bar('words of a picture, recall@1 of 100', seen.words, { atLeast: 0.9 });
bar('picture of words, recall@1 of 100', seen.pictures, { atLeast: 0.9 });
bar('words of a picture never seen so, recall@1 of 100', unseen.words, { atLeast: 0.8 });
bar('picture of words never seen so, recall@1 of 100', unseen.pictures, { atLeast: 0.8 });
finish();

/** The first pictures that all have different captions. */
function distinct(examples: Examples): Examples {
  const first = new Map<string, number>();
  for (const [row, caption] of (examples.captions ?? []).entries()) if (!first.has(caption)) first.set(caption, row);
  return takeExamples(examples, [...first.values()].slice(0, OF));
}

async function recalls(model: JointEncoder, examples: Examples): Promise<{ words: number; pictures: number }> {
  const { metrics } = await evaluate({ encoder: model, examples }, evaluateJoint.params.parse({}), testContext());
  const of = (name: string) => {
    const found = metrics.values.find((value) => value.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found.value / 100;
  };
  if (examples.count !== OF) throw new Error(`${examples.count} pictures`);
  return { words: of('Words of a picture, first'), pictures: of('Picture of words, first') };
}
