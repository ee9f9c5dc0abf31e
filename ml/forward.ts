import { layerOf } from './layers';
import { type Constants, createConstants } from './layers/constants';
import type { KeyValueCache } from './layers/key-value-cache';
import { type Network, NetworkError, type Operation, parameterKey } from './network';
import type { Random } from './random';
import { reshape, type Tensor, type Tensor2D, type Tensor3D, tensor2d, tidy } from './tf';

/** What a forward pass may be told besides weights and ids. Each has a default: evaluation, from position 0, no cache. */
export interface ForwardContext {
  /** Dropout acts, which needs `random` then, and batch norm goes by the batch. */
  readonly training?: boolean;
  readonly random?: Random;
  /** Position of the first id: how many tokens the cache holds. */
  readonly offset?: number;
  readonly cache?: KeyValueCache;
  /** Kept by the caller between passes; without it masks and tables are made anew. */
  readonly constants?: Constants;
  /** Only what comes after the last token is asked for: heads leave the others out, and give `[B, 1, V]`. */
  readonly lastOnly?: boolean;
  /** Only what stands at these places is asked for, counted over all rows (int32, `[N]` of `B · T`): heads leave the others out, and give `[1, N, V]`. */
  readonly places?: Tensor;
  /** Shows inner values, such as attention probabilities, by operation; valid during the call only. */
  readonly capture?: (operation: string, name: string, value: Tensor) => void;
  /** While training: told what a statistic, by its full name, is in this batch; valid during the call only. */
  readonly observe?: (statistic: string, value: Tensor) => void;
}

/**
 * Runs a network over tokens: `ids [B, T]` (int32) to logits `[B, T, V]`. The weights are tensors by full name (`uploadWeights`).
 * Differentiable. @throws NetworkError that names the operation which could not run.
 */
export function forward(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  ids: Tensor2D | readonly (readonly number[])[],
  context: ForwardContext = {},
): Tensor3D {
  return tidy(() => {
    const input =
      'dataId' in ids
        ? ids
        : tensor2d(
            ids.map((row) => [...row]),
            undefined,
            'int32',
          );
    const output = runNetwork(network, weights, { input }, context);
    if (output.rank !== 3) throw new NetworkError(`the output has ${output.rank} axes and should have 3.`);
    return reshape(output, [output.shape[0] ?? 0, output.shape[1] ?? 0, output.shape[2] ?? 0]);
  });
}

/** What goes into a network: `input`, and of one over examples what it is told besides, `[B]` each but for captions. */
export interface NetworkInputs {
  readonly input: Tensor;
  /** How far along the noise is, 0 to 1. */
  readonly time?: Tensor;
  /** Classes, int32; as many as there are classes stands for none. */
  readonly label?: Tensor;
  /** Words of captions, int32 `[B, length]`; all 0 is no caption. */
  readonly caption?: Tensor;
  /** What stands before the words of a language model that is told of a picture, `[B, places, width]`. */
  readonly prefix?: Tensor;
}

/** Runs any network, and gives what its output operation makes. Differentiable. @throws NetworkError that names the operation which could not run. */
export function runNetwork(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  inputs: NetworkInputs,
  context: ForwardContext = {},
): Tensor {
  if (context.constants) return run(network, weights, inputs, context, context.constants);
  const constants = createConstants();
  try {
    return run(network, weights, inputs, context, constants);
  } finally {
    constants.dispose();
  }
}

function run(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  inputs: NetworkInputs,
  context: ForwardContext,
  constants: Constants,
): Tensor {
  return tidy(() => {
    const values = new Map<string, Tensor>(Object.entries(inputs));
    for (const operation of network.operations) {
      const inputs = operation.inputs.map((id) => valueAt(values, id, operation));
      // What an operation makes on its way goes with it, but for what its gradient needs.
      values.set(
        operation.id,
        tidy(() => runOperation(operation, inputs, weights, context, constants)),
      );
    }
    const output = values.get(network.output);
    if (!output) throw new NetworkError(`there is no operation “${network.output}” to take the output from.`);
    return output;
  });
}

function runOperation(
  operation: Operation,
  inputs: Tensor[],
  weights: Readonly<Record<string, Tensor>>,
  context: ForwardContext,
  constants: Constants,
): Tensor {
  const own = weightsOf(operation, weights);
  const { capture, observe, places } = context;
  try {
    return layerOf(operation).forward(inputs, own, operation.params, {
      training: context.training ?? false,
      lastOnly: context.lastOnly ?? false,
      scope: operation.id,
      offset: context.offset ?? 0,
      constants,
      ...(context.random && { random: context.random }),
      ...(context.cache && { cache: context.cache }),
      ...(places && { places }),
      ...(capture && { capture: (name: string, value: Tensor) => capture(operation.id, name, value) }),
      ...(observe && { observe: (name: string, value: Tensor) => observe(`${operation.id}.${name}`, value) }),
    });
  } catch (error) {
    if (error instanceof NetworkError && error.operation === undefined) {
      throw new NetworkError(error.message, operation.id);
    }
    throw error;
  }
}

/** An operation's weights, by the names that it has for them. @throws NetworkError that names one which is missing */
export function weightsOf(operation: Operation, weights: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  const own: Record<string, Tensor> = {};
  for (const spec of operation.parameters) {
    const weight = weights[parameterKey(operation, spec)];
    if (!weight) throw new NetworkError(`the weights lack “${parameterKey(operation, spec)}”.`, operation.id);
    own[spec.name] = weight;
  }
  return own;
}

function valueAt(values: ReadonlyMap<string, Tensor>, id: string, operation: Operation): Tensor {
  const value = values.get(id);
  if (!value) throw new NetworkError(`its input “${id}” is not there before it.`, operation.id);
  return value;
}
