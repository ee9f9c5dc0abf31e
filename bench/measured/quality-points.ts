/** Eight Gaussians: the modes that a GAN, diffusion and flow matching find, and the share of what they make within three deviations of one. */
import type { Examples, Facts, Generator, Network } from '@/graph';
import { type ModesCovered, modesCovered } from '@/ml/metrics/modes';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as generate } from '@/nodes/generate/examples/run';
import { sourcePoints } from '@/nodes/source/points/node';
import { run as drawPoints } from '@/nodes/source/points/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runDiffusion } from '@/nodes/train/diffusion/run';
import { trainGan } from '@/nodes/train/gan/node';
import { run as runGan } from '@/nodes/train/gan/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { chain } from '../support/chain';
import { finish, startWasm } from '../support/environment';

const SEEDS = [1, 2, 3];
const [POINTS, MADE] = [6_000, 4_000];
/** Fewer points at a mode would be strays. */
const LEAST = MADE / 80;

await startWasm();
const { examples } = await drawPoints({}, sourcePoints.params.parse({ count: POINTS }), testContext({ seed: 1 }));
const { modes = { centres: [], deviation: 0 } } = examples;
const given: Facts = { exampleShape: [2] };
const common = { samples: 0, batchSize: 256, evaluateEvery: 100_000 };

const plain = { width: 64, layers: 3, residual: false };

type Train = (seed: number) => Promise<{ readonly model: Generator }>;
const denoiser = (params: object): Train => {
  const network = throughMlp('network.example-input', { time: true }, { width: 128, layers: 4 });
  return async (seed) =>
    runDiffusion(
      { network, examples },
      trainDiffusion.params.parse({
        ...common,
        steps: 3_000,
        learningRate: 0.005,
        minimumLearningRate: 1e-5,
        decaySteps: 3_000,
        ...params,
      }),
      testContext({ seed }),
    );
};
const families: Readonly<Record<string, Train>> = {
  gan: async (seed) =>
    runGan(
      {
        generator: throughMlp('network.noise-input', { width: 2 }, { ...plain, width: 128, activation: 'relu' }),
        critic: throughMlp('network.example-input', {}, { ...plain, activation: 'leaky-relu' }, { gives: 'score' }),
        examples,
      },
      trainGan.params.parse({
        ...common,
        steps: 2_500,
        learningRate: 0.01,
        minimumLearningRate: 1e-5,
        decaySteps: 2_500,
        penalty: 0.1,
        criticMoves: 3,
        average: 0.99,
      }),
      testContext({ seed }),
    ),
  diffusion: denoiser({ predicts: 'v' }),
  'flow-matching': denoiser({ method: 'flow-matching' }),
};
const asked = process.argv.slice(2).filter((name) => name in families);
for (const [name, train] of Object.entries(families)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const found: ModesCovered[] = [];
  for (const seed of SEEDS) {
    const began = performance.now();
    const { model } = await train(seed);
    const seconds = (performance.now() - began) / 1000;
    const made = await draw(model, seed);
    const covered = modesCovered(made, modes.centres, modes.deviation, { least: LEAST });
    console.log(
      `${name}, seed ${seed}: ${covered.modes} modes, ${(100 * covered.quality).toFixed(1)} % near one (${covered.counts.join(', ')}), trained in ${seconds.toFixed(0)} s`,
    );
    found.push(covered);
  }
  bar(`quality-points.${name}-fewest-modes`, Math.min(...found.map((one) => one.modes)), { atLeast: 8 }, 0);
  bar(`quality-points.${name}-least-near-a-mode`, 100 * Math.min(...found.map((one) => one.quality)), { atLeast: 95 });
}
finish();

async function draw(model: Generator, seed: number): Promise<Examples> {
  const params = generateExamples.params.parse({ count: MADE });
  return (await generate({ model }, params, testContext({ seed }))).examples;
}

function throughMlp(begin: string, input: object, mlp: object, output: object = {}): Network {
  return chain([
    [begin, input, begin === 'network.example-input' ? { examples: given } : {}],
    ['network.mlp', mlp],
    ['network.example-output', output, { examples: given }],
  ]);
}
