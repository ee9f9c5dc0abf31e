import { runNetwork } from '../forward';
import { embedding } from '../functions/embedding';
import { type Network, NetworkError, parameterKey, sizeOf } from '../network';
import type { LossContext } from '../objectives/objective';
import { reshape, type Tensor } from '../tf';
import { nearestEntries, onSphere } from './quantise';

/** What an encoder that ends in a vector quantiser makes of an example. */
export interface Codes {
  /** The network up to the quantiser: what it gives is looked up. */
  readonly before: Network;
  /** The full name of the codebook, `[entries, width]`. */
  readonly codebook: string;
  readonly entries: number;
  readonly width: number;
  /** How the codes of one example lie: `[7, 7]` of an image. */
  readonly grid: readonly number[];
  /** How many codes an example has. */
  readonly places: number;
}

/** @throws NetworkError for a network that does not end in a vector quantiser */
export function codesOf(encoder: Network): Codes {
  const last = encoder.operations.find(({ id }) => id === encoder.output);
  const spec = last?.parameters[0];
  const [below] = last?.inputs ?? [];
  if (last?.layer !== 'vector-quantiser' || !spec || below === undefined)
    throw new NetworkError('does not end in a vector quantiser.', encoder.output);
  const [entries = 0, width = 0] = spec.shape;
  const grid = last.shape.slice(1, -1).map(Number);
  const before = { ...encoder, operations: encoder.operations.filter((one) => one !== last), output: below };
  return { before, codebook: parameterKey(last, spec), entries, width, grid, places: sizeOf(grid) };
}

/** What an encoder gives before it is looked up, `[B, …grid, width]`, on a sphere. */
export const encodedBy = (
  codes: Codes,
  weights: Readonly<Record<string, Tensor>>,
  x: Tensor,
  context: LossContext = {},
): Tensor => {
  const encoded = runNetwork(codes.before, weights, { input: x }, context);
  return onSphere(reshape(encoded, [x.shape[0] ?? 0, ...codes.grid, codes.width]));
};

/** The codes of examples: `[B, …grid]`, int32. */
export const codesFor = (codes: Codes, weights: Readonly<Record<string, Tensor>>, x: Tensor): Tensor =>
  nearestEntries(encodedBy(codes, weights, x), codebookOf(codes, weights));

/** What codes `[B, …grid]` stand for, `[B, …grid, width]`: what a decoder is given. */
export const entriesFor = (codes: Codes, weights: Readonly<Record<string, Tensor>>, indices: Tensor): Tensor =>
  embedding(codebookOf(codes, weights), indices);

/** The entries, on the same sphere. @throws NetworkError where the weights lack them */
export function codebookOf({ codebook }: Codes, weights: Readonly<Record<string, Tensor>>): Tensor {
  const found = weights[codebook];
  if (!found) throw new NetworkError(`the weights lack “${codebook}”.`);
  return onSphere(found);
}
