/** Two moons: the held-out log-likelihood of a neural spline flow, and of a mixture of 64 Gaussians with full covariances fitted by EM. */
import { type Examples, emptyExampleNetwork, extendNode, type Facts } from '@/graph';
import { fitMixture, mixtureLogDensity } from '@/ml/metrics/gaussian-mixture';
import { createRandom } from '@/ml/random';
import { coupling } from '@/nodes/network/coupling/node';
import { sourcePoints } from '@/nodes/source/points/node';
import { run as drawPoints } from '@/nodes/source/points/run';
import { trainFlow } from '@/nodes/train/flow/node';
import { run as train } from '@/nodes/train/flow/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const [POINTS, UNSEEN, COMPONENTS, STEPS] = [4_000, 10_000, 64, 2_000];
await startWasm();

const [training, validation] = [await moons(POINTS, 1), await moons(UNSEEN, 2)];
const begun: Facts = { network: emptyExampleNetwork({ shape: training.shape, time: false, classes: 0 }) };
const settings = coupling.params.parse({ kind: 'spline', repeat: 6 });
const extended = extendNode(coupling, { network: begun }, settings, { nodeId: 'coupling' });
const network = extended.ok ? extended.facts.network?.network : undefined;
if (!network) throw new Error('the coupling layers refuse their input');

const params = trainFlow.params.parse({
  steps: STEPS,
  decaySteps: STEPS,
  batchSize: 256,
  learningRate: 0.002,
  evaluateEvery: 500,
  samples: 0,
});
const began = performance.now();
const { metrics } = await train({ network, examples: training, validation }, params, {
  ...testContext({ seed: 1337 }),
  metric: (step, { validationLoss }) => {
    if (validationLoss !== undefined) console.log(`step ${step}: validation loss ${validationLoss.toFixed(4)} nats`);
  },
});
const seconds = (performance.now() - began) / 1000;
const ours = Object.fromEntries(metrics.values.map(({ name, value }) => [name, value]));

const fitted = performance.now();
const mixture = fitMixture(training, { components: COMPONENTS, random: createRandom(1337) });
const theirs = mean(mixtureLogDensity(validation, mixture.components));
console.log(
  `flow: ${ours.Parameters} parameters, ${STEPS} steps in ${seconds.toFixed(0)} s (${((1000 * seconds) / STEPS).toFixed(1)} ms each)`,
);
console.log(`mixture: ${mixture.iterations} iterations in ${((performance.now() - fitted) / 1000).toFixed(0)} s`);
console.log('nats per example: flow, mixture of Gaussians');
const flowSeen = ours['Log-likelihood, training'] ?? Number.NaN;
const flowUnseen = ours['Log-likelihood, validation'] ?? Number.NaN;
console.log(`training  ${flowSeen.toFixed(4)}  ${mixture.logLikelihood.toFixed(4)}`);
console.log(`held out  ${flowUnseen.toFixed(4)}  ${theirs.toFixed(4)}`);
bar('quality-flow.log-likelihood-behind-mixture', theirs - flowUnseen, { atMost: 0.1 }, 3);
finish();

async function moons(count: number, seed: number): Promise<Examples> {
  const { examples } = await drawPoints(
    {},
    sourcePoints.params.parse({ shape: 'two-moons', count }),
    testContext({ seed }),
  );
  return examples;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
