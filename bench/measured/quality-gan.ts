/**
 * MNIST: which digits a GAN makes. Its generator and its critic are told the class, so that 200 of each digit can be asked for: all ten come up by
 * construction, and what is measured is whether they are what was asked for. One counts where a classifier, trained apart, takes it for that digit, so a
 * digit's share is 10 % at most. `--untold` also trains one that is told no class, and says how often it makes each.
 */
import type { Generator } from '@/graph';
import { judgeExamples } from '@/nodes/common/classifier';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as generate } from '@/nodes/generate/examples/run';
import { run as train } from '@/nodes/train/gan/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { digitNetworks, digitTraining } from '../support/digits-gan';
import { digitsJudge } from '../support/digits-judge';
import { asked, finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

const MADE = 2_000;
const breathe = async () => {};
await startWasm();
const { training, validation } = await mnistParts();
const classifier = await digitsJudge(training, validation);

const { found, wanted } = await judged(await trained(true));
const right = sharesOf(found.filter((label, index) => label === wanted?.[index]));
console.log(
  `a class-conditional GAN, ${MADE / 10} asked for of each digit: ${right.reduce((sum, share) => sum + share, 0).toFixed(1)} % are what was asked for`,
);
tell('asked for and made', right);
tell('made, whatever was asked for', sharesOf(found));
bar('quality-gan.least-class', Math.min(...right), { atLeast: 5 }, 1);

if (asked('--untold')) tell('told no class', sharesOf((await judged(await trained(false))).found));
finish();

async function trained(classes: boolean): Promise<Generator> {
  const began = performance.now();
  const result = await train({ ...digitNetworks(training, classes), examples: training }, digitTraining, {
    ...testContext({ seed: 1337 }),
    metric: (step, { trainingLoss }) => {
      if (trainingLoss !== undefined) console.log(`step ${step}: told apart by ${trainingLoss.toFixed(3)}`);
    },
  });
  const seconds = (performance.now() - began) / 1000;
  const { steps } = digitTraining;
  console.log(`${steps} steps in ${seconds.toFixed(0)} s (${((1000 * seconds) / steps).toFixed(0)} ms each)`);
  return result.model;
}

/** Which digits a model makes, and which it was asked for, where it is told. */
async function judged(made: Generator): Promise<{ readonly found: number[]; readonly wanted: Int32Array | undefined }> {
  const params = generateExamples.params.parse({ count: MADE });
  const { examples } = await generate({ model: made }, params, testContext({ seed: 1 }));
  const { classes } = await judgeExamples(classifier, examples, breathe);
  return { found: [...classes], wanted: examples.labels };
}

/** How many of all that were made each digit is, in per cent. */
function sharesOf(labels: readonly number[]): number[] {
  return (training.classes ?? []).map((_, label) => (100 * labels.filter((other) => other === label).length) / MADE);
}

function tell(what: string, shares: readonly number[]): void {
  console.log(`${what}: ${shares.map((share, label) => `${label}: ${share.toFixed(1)} %`).join(', ')}`);
}
