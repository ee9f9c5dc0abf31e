import { layers } from '../layers';
import { countParameters, type Network, sizeOf } from '../network';

/** Bytes that a training asks of its backend, at least. */
export interface Memory {
  /** Of weights, their gradients, and the two moments of the optimiser. */
  readonly parameters: number;
  /** Of what one example leaves on its way through, for its gradient to go back by. */
  readonly example: number;
}

/** Bytes of a number, and how many numbers a parameter becomes while it is trained. */
const [NUMBER, COPIES] = [4, 4];

/** What training a network takes; that of examples is told of networks over examples only. */
export const memoryOf = (network: Network): Memory => ({
  parameters: NUMBER * COPIES * countParameters(network),
  example: network.examples
    ? NUMBER *
      network.operations.reduce(
        (sum, { layer, params, shape }) =>
          sum + (layers.get(layer)?.keeps?.(params, shape) ?? sizeOf(shape.slice(1).map(Number))),
        0,
      )
    : 0,
});
