/** Eight Gaussians: the sliced Wasserstein distance to unseen points of a diffusion model in 250 steps, and of its students in 1, 2 and 4. */
import type { Examples, Generator } from '@/graph';
import { modesCovered } from '@/ml/metrics/modes';
import { slicedWasserstein } from '@/ml/metrics/sliced-wasserstein';
import { createRandom } from '@/ml/random';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as generate } from '@/nodes/generate/examples/run';
import { sourcePoints } from '@/nodes/source/points/node';
import { run as drawPoints } from '@/nodes/source/points/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runDiffusion } from '@/nodes/train/diffusion/run';
import { distil } from '@/nodes/train/distil/node';
import { run as runDistil } from '@/nodes/train/distil/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { chain } from '../support/chain';
import { finish, startWasm } from '../support/environment';

const SEEDS = [1, 2, 3];
const [POINTS, UNSEEN, MADE, TEACHER_STEPS] = [6_000, 10_000, 4_000, 250];
const FEW = [1, 2, 4];
const common = { samples: 0, batchSize: 256, evaluateEvery: 100_000, minimumLearningRate: 1e-5 };
const students: Readonly<Record<string, readonly { readonly steps: readonly number[]; readonly params: object }[]>> = {
  consistency: [
    { steps: FEW, params: { method: 'consistency', steps: 3_000, decaySteps: 3_000, learningRate: 0.002 } },
  ],
  progressive: FEW.map((steps) => ({
    steps: [steps],
    params: {
      method: 'progressive',
      studentSteps: steps,
      halvings: Math.log2(32 / steps),
      stageSteps: 500,
      steps: 500 * Math.log2(32 / steps),
      learningRate: 0.002,
    },
  })),
};
const asked = process.argv.slice(2).filter((name) => name in students);

await startWasm();
const [examples, unseen] = [await eightGaussians(POINTS, 1), await eightGaussians(UNSEEN, 2)];
const again = await eightGaussians(MADE, 3);
console.log(`as many real points lie ${far(again).toFixed(4)} from the unseen ones`);

const ratios: number[] = [];
for (const seed of SEEDS) {
  const network = chain([
    ['network.example-input', { time: true }, { examples: { exampleShape: [2] } }],
    ['network.mlp', { width: 128, layers: 3 }],
    ['network.example-output', {}, { examples: { exampleShape: [2] } }],
  ]);
  const { model: teacher } = await timed(`teacher, seed ${seed}`, () =>
    runDiffusion(
      { network, examples },
      trainDiffusion.params.parse({ ...common, predicts: 'v', steps: 3_000, decaySteps: 3_000, learningRate: 0.005 }),
      testContext({ seed }),
    ),
  );
  const whole = await tell('teacher', teacher, TEACHER_STEPS, seed);
  for (const steps of FEW) await tell('teacher', teacher, steps, seed);
  for (const [name, kinds] of Object.entries(students)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const { steps: each, params } of kinds) {
      const { model } = await timed(`${name}, seed ${seed}`, () =>
        runDistil({ model: teacher, examples }, distil.params.parse({ ...common, ...params }), testContext({ seed })),
      );
      for (const steps of each) {
        const distance = await tell(name, model, steps, seed);
        if (name === 'consistency' && steps === 2) ratios.push(distance / whole);
      }
    }
  }
}
if (ratios.length > 0) {
  console.log(
    `consistency in 2 steps over the teacher in ${TEACHER_STEPS}: ${ratios.map((one) => one.toFixed(2)).join(', ')}`,
  );
  bar('quality-distillation.two-step-over-teacher', Math.max(...ratios), { atMost: 2 });
}
finish();

/** Draws, prints, and gives the distance. */
async function tell(name: string, model: Generator, steps: number, seed: number): Promise<number> {
  const params = generateExamples.params.parse({ count: MADE, steps, sampler: 'quick' });
  const { examples: made } = await generate({ model }, params, testContext({ seed }));
  const { centres, deviation } = unseen.modes ?? { centres: [], deviation: 0 };
  const near = modesCovered(made, centres, deviation).quality;
  const distance = far(made);
  console.log(`${name} in ${steps}: distance ${distance.toFixed(4)}, ${(100 * near).toFixed(1)} % near a mode`);
  return distance;
}

/** The same directions for all. */
function far(made: Examples): number {
  return slicedWasserstein(made, unseen, createRandom(1));
}

async function timed<Result>(name: string, work: () => Promise<Result> | Result): Promise<Result> {
  const began = performance.now();
  const result = await work();
  console.log(`${name}: trained in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return result;
}

async function eightGaussians(count: number, seed: number): Promise<Examples> {
  const params = sourcePoints.params.parse({ shape: 'eight-gaussians', count });
  return (await drawPoints({}, params, testContext({ seed }))).examples;
}
