import { countFlops, type Facts, formatParameters, formatShape } from '@/graph';

/** What a network block tells while it is wired. */
export interface NetworkLine {
  /** Of what it gives: `[B, T, 128]`. */
  readonly shape: string;
  /** Its own, without those of the blocks before it: `197,760 parameters`. */
  readonly parameters: string;
  /** Its own, forward, for one token or one example: `393 kFLOP a token`; null where there is nothing to compute. */
  readonly flops: string | null;
}

/** Shape, parameters and work of a block: what comes out of it, less what came in. */
export function networkLine(
  outputs: Readonly<Record<string, Facts>> | undefined,
  before: readonly Facts[],
): NetworkLine | null {
  const network = outputs?.network?.network;
  if (!network) return null;
  const known = new Set(before.flatMap((facts) => facts.network?.operations.map(({ id }) => id) ?? []));
  const own = network.operations.filter(({ id }) => !known.has(id));
  const flops = countFlops(own);
  return {
    shape: formatShape(network.shape),
    parameters: `${formatParameters(own)} parameters`,
    flops: flops > 0 ? `${flopsIn(flops)} ${network.examples ? 'an example' : 'a token'}` : null,
  };
}

/** `824,576 parameters` of a whole network; unknown sizes stay letters. */
export const networkTotal = (facts: Facts | undefined): string | null =>
  facts?.network ? `${formatParameters(facts.network.operations)} parameters` : null;

function flopsIn(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} GFLOP`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} MFLOP`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(0)} kFLOP` : `${count} FLOP`;
}
