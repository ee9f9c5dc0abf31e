import type { Arrays } from '../arrays';
import { runFlow } from '../flows/run';
import { gaussianNoise } from '../functions/noise';
import { labelOf } from '../labels';
import { type Network, sizeOf } from '../network';
import { logDensities } from '../objectives/flow';
import { createRandom } from '../random';
import { mul, type Tensor, tidy } from '../tf';
import { inParts, readFrom } from './in-parts';

/** A flow with weights. */
export interface Flow {
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
}

export interface FlowSampling extends Flow {
  /** Batch first. */
  readonly shape: readonly number[];
  readonly seed: number | string;
  /** The deviation that latent numbers are drawn with: less than 1 stays where examples are dense (Kingma & Dhariwal 2018, section 6.3). */
  readonly temperature?: number;
  /** One for each, where the network is told the class. */
  readonly labels?: Int32Array;
}

/** Draws from a flow by its exact inverse. The caller disposes of what it gives. */
export const sampleFlow = ({ network, weights, shape, seed, temperature = 1, labels }: FlowSampling): Tensor =>
  tidy(() => {
    const flow = runFlow(network, weights, labelOf(network, labels));
    return flow.inverse(mul(gaussianNoise(shape, createRandom(seed)), temperature));
  });

/** The log-density of each item in nats, as it is scaled. */
export const logLikelihoods = (flow: Flow, items: Arrays, breathe?: () => Promise<void>): Promise<Float32Array> =>
  eachOf(items, breathe, (_x, part) => logDensities(flow.network, flow.weights, part));

/** Where each item lies in the latent space, as many numbers as it has. */
export const encodeExamples = (flow: Flow, items: Arrays, breathe?: () => Promise<void>): Promise<Float32Array> =>
  eachOf(items, breathe, (x, part) => flowOf(flow, part).forward(x).y);

/** The examples at these places of the latent space: undoes `encodeExamples`. */
export const decodeExamples = (flow: Flow, latents: Arrays, breathe?: () => Promise<void>): Promise<Float32Array> =>
  eachOf(latents, breathe, (x, part) => flowOf(flow, part).inverse(x));

const flowOf = ({ network, weights }: Flow, { labels }: Arrays) => runFlow(network, weights, labelOf(network, labels));

/** Numbers of items that go through a flow together. */
const TOGETHER = 64_000;

/** Never more than a thousand together, however small they are. */
const eachOf = (
  items: Arrays,
  breathe: (() => Promise<void>) | undefined,
  of: (x: Tensor, part: Arrays) => Tensor,
): Promise<Float32Array> =>
  inParts(items, Math.max(1, Math.floor(TOGETHER / Math.max(64, sizeOf(items.shape)))), readFrom(of), breathe);
