import { type Adapter, type BasePrint, GenloomError, hash, hashJson, type Model } from '@/graph';
import { AdapterMisfit, mergeAdapters } from '@/ml/adapters/merge';

/** Numbers of each weight that tell two models apart. */
const SAMPLED = 64;

/** What an adapter remembers of the model that it is trained beside. */
export function basePrint({ network, weights }: Pick<Model, 'network' | 'weights'>): BasePrint {
  const layers = network.operations.map(({ layer, parameters }) => ({
    layer,
    parameters: parameters.map(({ name, shape }) => ({ name, shape: [...shape] })),
  }));
  const sampled = Object.keys(weights)
    .sort()
    .flatMap((key) => {
      const data = weights[key]?.data ?? new Float32Array();
      return Array.from({ length: SAMPLED }, (_, index) => data[Math.floor((index * data.length) / SAMPLED)] ?? 0);
    });
  return {
    network: hashJson(layers),
    weights: hash(new Uint8Array(Float32Array.from(sampled).buffer)),
    parameters: Object.values(weights).reduce((sum, { data }) => sum + data.length, 0),
  };
}

/** An adapter with its name on screen, and how much of it is wanted: 1 is as it was trained. */
export interface WantedAdapter {
  readonly name: string;
  readonly adapter: Adapter;
  readonly strength: number;
}

/**
 * A model with adapters merged into its weights, and the names of those that were trained beside other weights of the same shape.
 * @throws GenloomError `adapter.other-base` that names the adapter which does not fit
 */
export function withMerged(model: Model, adapters: readonly WantedAdapter[]): { model: Model; strangers: string[] } {
  const print = basePrint(model);
  let { weights } = model;
  const strangers: string[] = [];
  for (const { name, adapter, strength } of adapters) {
    try {
      const scale = (strength * adapter.alpha) / adapter.rank;
      weights = mergeAdapters(weights, [{ weights: adapter.weights, scale }]);
    } catch (thrown) {
      if (!(thrown instanceof AdapterMisfit)) throw thrown;
      throw new GenloomError(
        {
          code: 'adapter.other-base',
          title: `“${name}” was trained for another model.`,
          detail: thrown.message,
          fix: 'Connect the model that it was trained beside.',
        },
        { cause: thrown },
      );
    }
    if (adapter.base.weights !== print.weights) strangers.push(name);
  }
  return { model: { ...model, weights }, strangers };
}
