import { runNetwork } from '../forward';
import type { Network } from '../network';
import { type Tensor, tensor, tidy } from '../tf';
import { type MoleculeGraph, rowWidth, stackGraphs } from './graphs';

/** Molecules that go through the network together. */
const TOGETHER = 128;

/**
 * What a network says of each graph, in the deviations that it learned in: `[B, room, …]` to one number. Its weights are tensors of the caller.
 * @throws RangeError for a graph of more atoms than there is room for
 */
export async function foretell(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  graphs: readonly MoleculeGraph[],
  room: number,
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const all = new Float32Array(graphs.length);
  for (let from = 0; from < graphs.length; from += TOGETHER) {
    const some = graphs.slice(from, from + TOGETHER);
    const said = tidy(() => runNetwork(network, weights, { input: inputOf(some, room) }));
    try {
      all.set(await said.data<'float32'>(), from);
    } finally {
      said.dispose();
    }
    await breathe();
  }
  return all;
}

/** Graphs as what goes into the network, `[B, room, rowWidth]`. */
export const inputOf = (graphs: readonly MoleculeGraph[], room: number): Tensor =>
  tensor(stackGraphs(graphs, room), [graphs.length, room, rowWidth(room)]);
