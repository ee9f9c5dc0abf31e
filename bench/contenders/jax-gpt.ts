import { type JaxArray, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { initialiseWeights } from '@/ml/weights';
import type { Task } from '../support/contender';
import { batchOf, type GptStep, gptOf, LEARNING_RATE, SEED } from './gpt-step';

type Params = Record<string, JaxArray>;

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** The training step of gpt-step.ts written for jax-js: the same weights, batches and formulas, the whole step in one `jit`. */
export const jaxGptStep: Task<GptStep> = (settings) => {
  const initial = initialiseWeights(gptOf(settings), SEED);
  const upload = (valuesOf: (data: Float32Array) => Float32Array): Params =>
    Object.fromEntries(
      Object.entries(initial).map(([key, { shape, data }]) => [key, np.array(valuesOf(data)).reshape([...shape])]),
    );
  let params = upload((data) => data);
  let first = upload((data) => new Float32Array(data.length));
  let second = upload((data) => new Float32Array(data.length));
  let step = 0;

  const update = jit((weights: Params, m: Params, v: Params, ids: JaxArray, targets: JaxArray, rates: JaxArray[]) => {
    const differentiate = valueAndGrad((weights: Params, ids: JaxArray, targets: JaxArray) =>
      lossOf(settings, weights, ids, targets),
    );
    const [loss, gradients] = differentiate(
      mapped(weights, (array) => array.ref),
      ids,
      targets,
    );
    const next = { weights: {} as Params, first: {} as Params, second: {} as Params };
    const [stepSize, epsilon] = rates as [JaxArray, JaxArray];
    for (const key of Object.keys(weights)) {
      const gradient = required(gradients, key);
      const mean = required(m, key)
        .mul(BETA1)
        .add(gradient.ref.mul(1 - BETA1));
      const variance = required(v, key)
        .mul(BETA2)
        .add(np.square(gradient).mul(1 - BETA2));
      const move = mean.ref.mul(stepSize.ref).div(np.sqrt(variance.ref).add(epsilon.ref));
      next.weights[key] = required(weights, key).sub(move);
      next.first[key] = mean;
      next.second[key] = variance;
    }
    stepSize.dispose();
    epsilon.dispose();
    return { loss, ...next };
  });

  /** One step, its batch and the reading of its loss included, as in the training loop. */
  const once = async (): Promise<number> => {
    const { inputs, targets, rows, blockLength } = batchOf(settings, step);
    step += 1;
    const correction = Math.sqrt(1 - BETA2 ** step);
    const rates = [(LEARNING_RATE * correction) / (1 - BETA1 ** step), EPSILON * correction];
    const asIds = (ids: Int32Array) => np.array(ids, { dtype: np.int32 }).reshape([rows, blockLength]);
    const done = update(
      params,
      first,
      second,
      asIds(inputs),
      asIds(targets),
      rates.map((rate) => np.array(rate)),
    );
    ({ weights: params, first, second } = done);
    const [loss = Number.NaN] = await done.loss.data();
    return loss;
  };

  return {
    async round(runs, warm) {
      const times: number[] = [];
      const values: number[] = [];
      for (let run = 0; run < warm + runs; run++) {
        const began = performance.now();
        values.push(await once());
        times.push(performance.now() - began);
      }
      return { times: times.slice(warm), values };
    },
    dispose() {
      for (const tree of [params, first, second]) for (const array of Object.values(tree)) array.dispose();
      update.dispose();
    },
  };
};

/** Mean cross-entropy in nats of a pre-norm GPT. Each weight is used once, but for the embedding, which is the head's too. */
function lossOf(
  { layers, width, heads, tokens, batch, vocabulary }: GptStep,
  weights: Params,
  ids: JaxArray,
  targets: JaxArray,
): JaxArray {
  const weight = (name: string) => required(weights, name);
  const linear = (x: JaxArray, name: string) => np.matmul(x, weight(`${name}.weight`)).add(weight(`${name}.bias`));
  const norm = (x: JaxArray, name: string) =>
    nn
      .standardize(x, -1)
      .mul(weight(`${name}.weight`))
      .add(weight(`${name}.bias`));
  const split = (x: JaxArray) => x.reshape([batch, tokens, heads, width / heads]);
  const table = weight('embedding.weight');

  const embedded = np.matmul(nn.oneHot(ids.reshape([batch * tokens]), vocabulary), table.ref);
  let x = embedded
    .reshape([batch, tokens, width])
    .add(weight('positions.weight'))
    .reshape([batch * tokens, width]);
  for (let layer = 0; layer < layers; layer++) {
    const block = `block${layer}`;
    const normal = norm(x.ref, `${block}.attentionNorm`);
    const queries = split(linear(normal.ref, `${block}.attention.query`));
    const keys = split(linear(normal.ref, `${block}.attention.key`));
    const values = split(linear(normal, `${block}.attention.value`));
    const mixed = nn.dotProductAttention(queries, keys, values, { isCausal: true });
    x = x.add(linear(mixed.reshape([batch * tokens, width]), `${block}.attention.output`));
    const hidden = nn.gelu(linear(norm(x.ref, `${block}.feedForwardNorm`), `${block}.feedForward.up`));
    x = x.add(linear(hidden, `${block}.feedForward.down`));
  }
  const logits = np.matmul(norm(x, 'head.norm'), np.matrixTranspose(table));
  const wanted = nn.oneHot(targets.reshape([batch * tokens]), vocabulary);
  return nn
    .logSoftmax(logits, -1)
    .mul(wanted)
    .sum()
    .mul(-1 / (batch * tokens));
}

const mapped = (tree: Params, change: (array: JaxArray) => JaxArray): Params =>
  Object.fromEntries(Object.entries(tree).map(([key, array]) => [key, change(array)]));

function required(tree: Params, key: string): JaxArray {
  const array = tree[key];
  if (!array) throw new Error(`there is no “${key}”`);
  return array;
}
