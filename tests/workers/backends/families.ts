import type { Examples, Generator, Metrics, Network } from '@/graph';
import { createRandom } from '@/ml/random';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runDiffusion } from '@/nodes/train/diffusion/run';
import { trainFlow } from '@/nodes/train/flow/node';
import { run as runFlow } from '@/nodes/train/flow/run';
import { trainGan } from '@/nodes/train/gan/node';
import { run as runGan } from '@/nodes/train/gan/run';
import { trainVae } from '@/nodes/train/vae/node';
import { run as runVae } from '@/nodes/train/vae/run';
import { network, said } from '@/tests/nodes/examples/wiring';
import { testContext } from '@/tests/nodes/support';

/** The losses of a family after each of a few steps from one seed. */
export interface FamilyResult {
  readonly name: string;
  readonly losses: readonly number[];
}

/** Few steps, and a network as small as it can be: graphics backends compile a program for each operation and shape. */
const BRIEF = { steps: 2, batchSize: 8, evaluateEvery: 100, samples: 0, average: 0 };

const points: Examples = examplesOf([2], 64);
const images: Examples = { ...examplesOf([8, 8, 1], 16), classes: ['dark', 'light'] };
const ofPoints = { exampleShape: [2] };
const ofImages = { exampleShape: [8, 8, 1], classes: ['dark', 'light'] };
const dense = { width: 8, layers: 1 };

type Trained = { readonly model: Generator; readonly metrics: Metrics };

const FAMILIES: Readonly<Record<string, () => Trained | Promise<Trained>>> = {
  'diffusion over images, by a U-Net that is told time and class': () =>
    runDiffusion(
      { network: unet(), examples: images },
      trainDiffusion.params.parse({ ...BRIEF, timesteps: 20 }),
      testContext(),
    ),
  'a VAE': () => {
    const encoder = network(ofPoints, { from: 'example', mlp: dense, output: { gives: 'latent', latent: 2 } });
    const decoder = network(ofPoints, { from: 'noise', input: { width: 2 }, mlp: dense });
    return runVae({ encoder, decoder, examples: points }, trainVae.params.parse(BRIEF), testContext());
  },
  'a GAN with gradient penalty': () => {
    const generator = network(ofPoints, { from: 'noise', input: { width: 2 }, mlp: dense });
    const critic = network(ofPoints, { from: 'example', mlp: dense, output: { gives: 'score' } });
    const params = trainGan.params.parse({ ...BRIEF, loss: 'wasserstein', criticMoves: 1 });
    return runGan({ generator, critic, examples: points }, params, testContext());
  },
  'a normalising flow': () => {
    const input = said('network.example-input', {}, { examples: ofPoints });
    const coupled = said('network.coupling', { width: 8, layers: 2 }, { network: input }).network;
    if (!coupled) throw new Error('no network');
    return runFlow({ network: coupled, examples: points }, trainFlow.params.parse(BRIEF), testContext());
  },
};

/** Trains each family for a moment, on whichever backend is the current one. */
export async function runFamilies(): Promise<FamilyResult[]> {
  const results: FamilyResult[] = [];
  for (const [name, train] of Object.entries(FAMILIES)) {
    const { metrics } = await train();
    results.push({ name, losses: metrics.curves.filter(({ apart }) => !apart).flatMap(({ y }) => y) });
  }
  return results;
}

function unet(): Network {
  const input = said('network.example-input', { time: true, classes: true }, { examples: ofImages });
  const { network: built } = said('network.unet', { channels: 8, levels: 1 }, { network: input });
  if (!built) throw new Error('no network');
  return built;
}

function examplesOf(shape: readonly number[], count: number): Examples {
  const random = createRandom(7);
  const size = shape.reduce((product, length) => product * length, 1);
  const data = Float32Array.from({ length: count * size }, () => 2 * random.next() - 1);
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  return { shape, count, data, ...(shape.length > 1 && { labels }) };
}
