import { type Arrays, drawArrays } from '../arrays';
import { runNetwork } from '../forward';
import { crossEntropy } from '../functions/cross-entropy';
import { stopGradient } from '../functions/stop-gradient';
import type { Network } from '../network';
import { add, div, gather, mean, mul, reshape, type Scalar, square, sub, type Tensor, tensor, tensor1d } from '../tf';
import { priorInputs, priorQuestion } from '../vae/code-prior';
import { codebookOf, codesOf, encodedBy } from '../vae/codes';
import { CANDIDATES, entriesChosen, perplexity, quantise, reviveLoss } from '../vae/quantise';
import type { LossContext, Objective } from './objective';

export interface VqVaeOptions {
  /** β of the paper, 0.25 there: how hard the encoder is held to its entries, beside how hard they are pulled to it. */
  readonly commitment?: number;
  /** How hard entries that nothing chooses are pulled to where something is; 0 leaves them. */
  readonly revive?: number;
  /** Of the numbers of the data, by which misses are counted; 1 where they are standardised. */
  readonly variance?: number;
}

export interface VqVaeBatch {
  readonly items: Arrays;
  /** At which places of each item the prior guesses: `PLACES` for each. */
  readonly places: Int32Array;
  /** Where unused entries are pulled to, 0 … 1. */
  readonly picks: Float32Array;
}

/** Guesses of the prior for each item of a batch. */
const PLACES = 2;

/**
 * The vector-quantised autoencoder (van den Oord et al. 2017, eq. 3, with means over numbers as in the authors' code), and beside it the prior over its codes:
 * the mean square of the misses as a share of the variance, the loss of the codebook, and what the prior did not expect of a code, in nats. The prior sees
 * codes as they are and moves nothing but itself.
 */
export function vqVae(
  { encoder, decoder, prior }: Readonly<Record<'encoder' | 'decoder' | 'prior', Network>>,
  { commitment = 0.25, revive = 1, variance = 1 }: VqVaeOptions,
): Objective<Arrays, VqVaeBatch> {
  const codes = codesOf(encoder);
  const { entries, width, places } = codes;

  const parts = (weights: Readonly<Record<string, Tensor>>, batch: VqVaeBatch, context: LossContext) => {
    const { items } = batch;
    const x = tensor(items.data, [items.count, ...items.shape]);
    const codebook = codebookOf(codes, weights);
    const encoded = encodedBy(codes, weights, x, context);
    const { value, indices, loss } = quantise(encoded, codebook, commitment);
    const copies = runNetwork(decoder, weights, { input: value }, context);
    return {
      reconstruction: div(mean(square(sub(x, copies))), variance).asScalar(),
      codebook: revive > 0 ? add(loss, mul(revive, reviveLoss(encoded, codebook, indices, batch.picks))) : loss,
      prior: guess(weights, value, indices, batch, context),
      indices,
    };
  };

  /** How surprised the prior is by the codes at the places asked for, in nats a code. */
  const guess = (
    weights: Readonly<Record<string, Tensor>>,
    value: Tensor,
    indices: Tensor,
    { items: { count }, places: asked }: VqVaeBatch,
    context: LossContext,
  ): Scalar => {
    const rows = Int32Array.from(asked, (_, index) => index % count);
    const seen = stopGradient(() => gather(reshape(value, [count, places * width]), tensor1d(rows, 'int32')));
    const ones = new Float32Array(asked.length * places * width).fill(1);
    const question = tensor(priorQuestion(ones, asked, places, width), [asked.length, priorInputs(places, width)]);
    const shown = question.slice([0, 0], [asked.length, places * width]);
    const place = question.slice([0, places * width], [asked.length, places]);
    const logits = runNetwork(prior, weights, { input: mul(seen, shown).concat(place, 1) }, context);
    const at = Int32Array.from(asked, (own, index) => (rows[index] ?? 0) * places + own);
    const target = stopGradient(() => gather(reshape(indices, [-1]), tensor1d(at, 'int32')));
    return crossEntropy(logits, target);
  };

  return {
    draw: (data, batchSize, random) => ({
      items: drawArrays(data, batchSize, random),
      places: Int32Array.from({ length: PLACES * batchSize }, () => random.int(places)),
      picks: Float32Array.from({ length: CANDIDATES * entries }, () => random.next()),
    }),
    size: ({ items }) => items.count,
    loss(_all, weights, batch, context) {
      const { reconstruction, codebook, prior: surprise } = parts(weights, batch, context);
      return add(reconstruction, add(codebook, surprise)).asScalar();
    },
    measures(weights, batch, context) {
      const { reconstruction, indices, prior: surprise } = parts(weights, batch, context);
      return {
        reconstruction,
        used: entriesChosen(indices, entries),
        perplexity: perplexity(indices, entries),
        prior: surprise,
        bits: mul(surprise, places / Math.LN2).asScalar(),
      };
    },
  };
}
