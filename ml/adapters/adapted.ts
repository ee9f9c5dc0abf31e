import { uniformValues } from '../layers/initial';
import { DOWN, UP } from '../layers/project';
import {
  type Network,
  type Operation,
  ownParameters,
  type ParameterSpec,
  parameterKey,
  sizeOf,
  type WeightArray,
  type Weights,
} from '../network';
import { createRandom } from '../random';

/** The linear parts of a transformer that an adapter can sit beside. */
export const ADAPTER_TARGETS = ['query', 'key', 'value', 'output', 'gate', 'up', 'down'] as const;
export type AdapterTarget = (typeof ADAPTER_TARGETS)[number];

/** Low-rank adapters (Hu et al. 2021): `W + alpha / rank · down · up`, of which only `down [in, rank]` and `up [rank, out]` learn. */
export interface AdapterSettings {
  readonly rank: number;
  readonly alpha: number;
  readonly targets: readonly AdapterTarget[];
  /** The share of what goes into an adapter that is dropped while it trains. */
  readonly dropout?: number;
}

/** Layers whose linear parts are made by `project`. */
const ADAPTABLE: ReadonlySet<string> = new Set(['transformer-block', 'attention', 'feed-forward']);

/** A network with adapters beside the parts that are asked for, in every layer that has them. It is that network itself where it has none of them. */
export function withAdapters(network: Network, settings: AdapterSettings): Network {
  return { ...network, operations: network.operations.map((operation) => adapted(operation, settings)) };
}

/** First values of all adapters of a network: `down` uniform, `up` 0, so that the network begins as it was (PEFT's). */
export function firstAdapters(network: Network, seed: number | string): Weights {
  const weights: Record<string, WeightArray> = {};
  for (const { key, spec } of ownParameters(network)) {
    if (!isAdapterKey(key)) continue;
    const random = createRandom(`${seed}/adapters/${key}`);
    const data = key.endsWith(UP)
      ? new Float32Array(sizeOf(spec.shape))
      : uniformValues(spec, random, 1 / Math.sqrt(3));
    weights[key] = { shape: spec.shape, data };
  }
  return weights;
}

/** Whether a parameter, by its full name, is an adapter's. */
export const isAdapterKey = (key: string): boolean => key.endsWith(`.${DOWN}`) || key.endsWith(`.${UP}`);

/** The names of all matrices of a network that adapters of these targets sit beside. */
export const adaptedKeys = (network: Network, targets: readonly AdapterTarget[]): readonly string[] =>
  network.operations.flatMap((operation) =>
    operation.parameters
      .filter((spec) => isTarget(operation, spec, targets))
      .map((spec) => parameterKey(operation, spec)),
  );

function adapted(operation: Operation, { rank, alpha, targets, dropout = 0 }: AdapterSettings): Operation {
  const specs = operation.parameters.filter((spec) => isTarget(operation, spec, targets));
  if (specs.length === 0) return operation;
  const added = specs.flatMap(({ name, shape: [inputs = 0, outputs = 0] }): ParameterSpec[] => {
    const part = name.slice(0, -'.weight'.length);
    return [
      { name: `${part}.${DOWN}`, shape: [inputs, rank] },
      { name: `${part}.${UP}`, shape: [rank, outputs] },
    ];
  });
  return {
    ...operation,
    params: { ...operation.params, adapterScale: alpha / rank, adapterDropout: dropout },
    parameters: [...operation.parameters, ...added],
  };
}

const isTarget = ({ layer }: Operation, spec: ParameterSpec, targets: readonly AdapterTarget[]): boolean =>
  ADAPTABLE.has(layer) &&
  spec.tiedTo === undefined &&
  spec.shape.length === 2 &&
  targets.some((target) => spec.name === `${target}.weight` || spec.name.endsWith(`.${target}.weight`));
