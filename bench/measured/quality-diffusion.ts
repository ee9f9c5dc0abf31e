/**
 * MNIST: a U-Net that is told the class learns from 9,000 images. A classifier that learned from the same says of what it makes whether it is the digit that
 * was asked for, and how far its features lie from those of the 1,000 images that were put aside, beside a VAE's. `few`: and of what a student of it makes in
 * 2 steps, beside itself, both asked for the same digits without guidance.
 */
import { countFlops, countParameters, type Facts, type Generator } from '@/graph';
import { accuracyOf } from '@/ml/classify/judge';
import { frechetDistanceOf } from '@/ml/metrics/frechet';
import { judgeExamples } from '@/nodes/common/classifier';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as generate } from '@/nodes/generate/examples/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as train } from '@/nodes/train/diffusion/run';
import { distil } from '@/nodes/train/distil/node';
import { run as runDistil } from '@/nodes/train/distil/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { chain } from '../support/chain';
import { digitClassifier, digitVae } from '../support/digits';
import { finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

const [STEPS, PER_CLASS, GUIDANCE] = [4_000, 50, 1.5];
const STUDENT_STEPS = 1_500;
const named = process.argv.slice(2).filter((name) => ['many', 'few'].includes(name));
const wanted = (part: 'many' | 'few'): boolean => named.length === 0 || named.includes(part);
const began = performance.now();
await startWasm();
const parts = await mnistParts();
const { training, validation } = parts;

const { classifier } = await timed('classifier', () => digitClassifier(parts, 1_000));
console.log(`classifier: ${(100 * (classifier.accuracy ?? Number.NaN)).toFixed(1)} % of the images put aside`);

const given: Facts = { exampleShape: training.shape, classes: training.classes ?? [] };
const network = chain([
  ['network.example-input', { time: true, classes: true }, { examples: given }],
  ['network.unet', { channels: 64, levels: 1, blocks: 4, patch: '4', attention: true }],
]);
const { known: parameters } = countParameters(network.operations);
console.log(`U-Net: ${parameters} parameters, ${(countFlops(network.operations) / 1e6).toFixed(1)} MFLOP an image`);
const params = trainDiffusion.params.parse({
  predicts: 'x0',
  steps: STEPS,
  decaySteps: STEPS,
  batchSize: 32,
  learningRate: 0.002,
  minimumLearningRate: 1e-5,
  warmUpSteps: 50,
  average: 0.998,
  evaluateEvery: 500,
  samples: 0,
});
const { model: diffusion } = await timed('diffusion', () => train({ network, examples: training }, params, told()));

const real = await judgeExamples(classifier, validation, breathe);
const thorough = await looked('DPM-Solver++ 20', diffusion, {});
if (wanted('many')) await manySteps();
if (wanted('few')) await fewSteps();
console.log(`all of it: ${((performance.now() - began) / 1000).toFixed(0)} s`);
finish();

/** What the U-Net makes in 20 steps and in 250, beside what a VAE makes. */
async function manySteps() {
  const { model: vae } = await timed('VAE', () => digitVae(parts, 1_200));
  const guided = await looked(`DPM-Solver++ 20, guidance ${GUIDANCE}`, diffusion, { guidance: GUIDANCE });
  const blurred = await looked('VAE', vae, { count: 10 * PER_CLASS });
  const quick = await looked('DDIM 20', diffusion, { sampler: 'quick' });
  const many = await looked('DDPM 250', diffusion, { sampler: 'random', steps: 250 });
  bar('quality-diffusion.parameters', parameters, { atMost: 1_500_000 }, 0);
  bar('quality-diffusion.classifier', 100 * (classifier.accuracy ?? Number.NaN), { atLeast: 98 }, 1);
  bar('quality-diffusion.class-accuracy', guided.accuracy, { atLeast: 95 }, 1);
  bar('quality-diffusion.distance-of-vae', guided.distance / blurred.distance, { atMost: 1 / 3 }, 3);
  bar('quality-diffusion.few-steps', Math.min(quick.distance, thorough.distance) / many.distance, { atMost: 1.15 }, 3);
}

/** What a student that begins as the U-Net and learned to jump along its path makes in 1, 2 and 4 steps. */
async function fewSteps() {
  const settings = distil.params.parse({
    method: 'consistency',
    pathSteps: 12,
    steps: STUDENT_STEPS,
    decaySteps: STUDENT_STEPS,
    batchSize: 32,
    learningRate: 0.001,
    minimumLearningRate: 1e-5,
    warmUpSteps: 50,
    evaluateEvery: 250,
    samples: 0,
  });
  const { model: student } = await timed('student', () =>
    runDistil({ model: diffusion, examples: training }, settings, told()),
  );
  await looked('DDIM 2', diffusion, { sampler: 'quick', steps: 2 });
  await looked('student 1', student, { steps: 1 });
  const two = await looked('student 2', student, { steps: 2 });
  await looked('student 4', student, { steps: 4 });
  console.log('the student in 2 steps is compared with DPM-Solver++ 20 of the U-Net, both without guidance');
  bar('quality-diffusion.two-step-over-teacher', two.distance / thorough.distance, { atMost: 2 });
}

/** A context for a training whose loss is told at each look. */
function told() {
  return {
    ...testContext({ seed: 1337 }),
    preview: () => {},
    metric: (step: number, { trainingLoss }: Readonly<Record<string, number>>) => {
      if (trainingLoss !== undefined) console.log(`step ${step}: loss ${trainingLoss.toFixed(4)}`);
    },
  };
}

/** Makes digits, and has them judged: how far they lie from real ones, and how many are what was asked for, in per cent. */
async function looked(name: string, model: Generator, asked: object) {
  const settings = generateExamples.params.parse({ steps: 20, perClass: PER_CLASS, sampler: 'thorough', ...asked });
  const { examples } = await timed(name, () =>
    generate({ model }, settings, { ...testContext({ seed: 1337 }), preview: () => {} }),
  );
  const judged = await judgeExamples(classifier, examples, breathe);
  const distance = frechetDistanceOf(real.features, judged.features);
  const accuracy = examples.labels ? 100 * accuracyOf(judged, examples) : Number.NaN;
  console.log(
    `${name}: Fréchet distance ${distance.toFixed(3)}${examples.labels ? `, ${accuracy.toFixed(1)} % as asked` : ''}`,
  );
  return { distance, accuracy };
}

async function timed<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  const from = performance.now();
  const result = await work();
  console.log(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return result;
}

async function breathe(): Promise<void> {}
