import { type NetworkInputs, runNetwork } from './forward';
import { readOnce } from './functions/read';
import type { Network } from './network';
import { keep, type Tensor } from './tf';

/** Attention of one block over one example: for each head `places × places` shares, row-major; each row adds up to 1. */
export interface AttentionMaps {
  readonly operation: string;
  readonly heads: number;
  readonly places: number;
  readonly shares: Float32Array;
}

/** What every block with attention looked at while a network ran over one example, in the order in which they ran. */
export async function attentionMaps(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  inputs: NetworkInputs,
): Promise<readonly AttentionMaps[]> {
  const captured: { readonly operation: string; readonly value: Tensor }[] = [];
  try {
    const output = runNetwork(network, weights, inputs, {
      // What is shown is valid during the call only.
      capture: (operation, name, value) => {
        if (name === 'probabilities') captured.push({ operation, value: keep(value.clone()) });
      },
    });
    output.dispose();
    return await Promise.all(
      captured.map(async ({ operation, value }) => ({
        operation,
        heads: value.shape[1] ?? 1,
        places: value.shape[2] ?? 1,
        shares: await readOnce(value),
      })),
    );
  } finally {
    // Those that were read are gone already.
    for (const { value } of captured) value.dispose();
  }
}

/** Where one place looks: the mean of all heads first, then each head, `places` shares each. */
export function looksOf({ heads, places, shares }: AttentionMaps, place: number): readonly Float32Array[] {
  const each = Array.from({ length: heads }, (_, head) => {
    const from = (head * places + place) * places;
    return shares.slice(from, from + places);
  });
  const mean = new Float32Array(places);
  for (const one of each)
    for (let index = 0; index < places; index++) mean[index] = (mean[index] ?? 0) + (one[index] ?? 0) / heads;
  return [mean, ...each];
}
