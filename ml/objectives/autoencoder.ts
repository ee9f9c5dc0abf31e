import { type Arrays, drawArrays } from '../arrays';
import { runNetwork } from '../forward';
import type { Network } from '../network';
import { div, mean, type Scalar, square, sub, tensor } from '../tf';
import type { Objective } from './objective';
import { splitCode } from './vae';

/**
 * Give back what came in, by way of a code: the mean square of what copies miss (Hinton & Salakhutdinov 2006), as a share of the variance of the data. The
 * encoder may be a VAE's: of its code only the means are used.
 */
export const autoencoding = (
  { encoder, decoder }: Readonly<Record<'encoder' | 'decoder', Network>>,
  variance = 1,
): Objective<Arrays, Arrays> => ({
  draw: drawArrays,
  size: ({ count }) => count,
  loss(_all, weights, items, context): Scalar {
    const x = tensor(items.data, [items.count, ...items.shape]);
    const code = splitCode(runNetwork(encoder, weights, { input: x }, context), decoder).mean;
    const copies = runNetwork(decoder, weights, { input: code }, context);
    return div(mean(square(sub(copies, x))), variance).asScalar();
  },
});
