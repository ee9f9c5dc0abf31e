import { type JaxArray, nn, numpy as np } from '@jax-js/jax';
import { initialiseWeights } from '@/ml/weights';
import type { Task } from '../support/contender';
import { batchOf, type GptStep, gptOf } from './gpt-step';
import { jaxSteps, type Params, required } from './jax-step';
import { SEED } from './training-steps';

/** The training step of gpt-step.ts written for jax-js: the same weights, batches and formulas. */
export const jaxGptStep: Task<GptStep> = (settings) =>
  jaxSteps(
    initialiseWeights(gptOf(settings), SEED),
    (step) => {
      const { inputs, targets, rows, blockLength } = batchOf(settings, step);
      const asIds = (ids: Int32Array) => np.array(ids, { dtype: np.int32 }).reshape([rows, blockLength]);
      return [asIds(inputs), asIds(targets)];
    },
    (weights, ids, targets) => lossOf(settings, weights, ids, targets),
  );

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
