import { choiceOf, numberOf, sizeParam } from '@/ml/layers/params';
import type { Network, Operation } from '@/ml/network';

/** Float32 numbers that the way back needs: all, and of those attention's probabilities. */
export interface Activations {
  readonly all: number;
  readonly probabilities: number;
}

/**
 * How many numbers a network's gradient needs of the way forward, by the count of Korthikanti et al. 2022, "Reducing activation recomputation in large
 * transformer models", section 4.1, in numbers instead of bytes. For each token of a block of width C, H heads, T tokens and a hidden width F:
 * the inputs of both norms (2 C), the input of queries, keys and values (C), those themselves (3 C; fewer where heads share keys and values), the
 * probabilities (H T), the input of the output map (C), that of the feed-forward part (C), of its activation (F) and of its second map (F): 8 C + 2 F + H T.
 * A gate adds two times F. Dropout adds its masks. The head adds its norm's input, its own (2 C) and its probabilities (V).
 */
export function activationNumbers(network: Network, batch: number, tokens: number): Activations {
  const each = network.operations.map((operation) => ofToken(operation, tokens));
  const total = (of: (one: Activations) => number) => batch * tokens * each.reduce((sum, one) => sum + of(one), 0);
  return { all: total(({ all }) => all), probabilities: total(({ probabilities }) => probabilities) };
}

function ofToken({ layer, params }: Operation, tokens: number): Activations {
  if (layer === 'token-embedding') return { all: 1, probabilities: 0 };
  if (layer.startsWith('position-')) return { all: 0, probabilities: 0 };
  const width = sizeParam(params, 'width');
  if (layer === 'language-head') {
    return { all: (params.norm === 'none' ? 1 : 2) * width + sizeParam(params, 'vocabulary'), probabilities: 0 };
  }
  if (layer !== 'transformer-block') throw new RangeError(`What the way back needs of “${layer}” is not counted here.`);
  const heads = sizeParam(params, 'heads');
  const shared = (2 * width * sizeParam(params, 'keyValueHeads', heads)) / heads;
  const gated = choiceOf(params, 'activation', ['gelu', 'silu', 'relu', 'swiglu']) === 'swiglu';
  const masks = numberOf(params, 'dropout', 0) > 0 ? heads * tokens + 2 * width : 0;
  const hidden = (gated ? 4 : 2) * sizeParam(params, 'hidden');
  return { all: 6 * width + shared + hidden + heads * tokens + masks, probabilities: heads * tokens };
}
