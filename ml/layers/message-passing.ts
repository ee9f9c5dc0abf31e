import { linear } from '../functions/linear';
import { NetworkError } from '../network';
import { add, matMul, mul, relu, reshape, slice, sum, type Tensor } from '../tf';
import { constantValues, linearSpecs, onlyInput, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { type Params, sizeParam } from './params';

/**
 * A graph as one row of numbers, whatever the order of its nodes: `[B, N, F + R·N] → [B, width]`. A row holds a node’s `F` features, of which the first is 1 for a
 * node and 0 for an empty place, and for each of `R` kinds of edges a row of the adjacency matrix. In each round every node hears from its neighbours, each kind
 * of edge through a map of its own, `h′ᵥ = hᵥ + relu(U hᵥ + b + Σᵣ Aᵣ Σ_{w ∈ Nᵣ(v)} h_w)` (Gilmer et al. 2017, eq. 1 and 2, with the messages of Li et al. 2016 and the update
 * of Schlichtkrull et al. 2018, eq. 2); the graph is `Σᵥ relu(P hᵥ + c) / N` (eq. 3), a sum since most of what is told of a molecule grows with it.
 * Params: `nodes`, `features`, `edges`, `width`, `rounds`.
 */
export const messagePassing: Layer = {
  parameters(params) {
    const [width, edges] = [sizeParam(params, 'width'), sizeParam(params, 'edges')];
    return [
      ...linearSpecs('node', sizeParam(params, 'features'), width, false),
      ...roundsOf(params).flatMap((round) => [
        ...linearSpecs(`${round}.heard`, edges * width, width, false),
        ...linearSpecs(`${round}.own`, width, width, true),
      ]),
      ...linearSpecs('read', width, width, true),
    ];
  },

  initialise: (spec, random) =>
    spec.name.endsWith('.bias') ? constantValues(spec, 0) : uniformValues(spec, random, Math.sqrt(2)),

  forward(inputs, weights, params) {
    const x = onlyInput(inputs);
    const [nodes, features, edges] = [
      sizeParam(params, 'nodes'),
      sizeParam(params, 'features'),
      sizeParam(params, 'edges'),
    ];
    const width = sizeParam(params, 'width');
    const batch = x.shape[0] ?? 0;
    if (x.shape[1] !== nodes || x.shape[2] !== features + edges * nodes)
      throw new NetworkError(`takes graphs of ${nodes} places, and was given [${x.shape.join(', ')}].`);
    const told = reshape(slice(x, [0, 0, 0], [-1, -1, features]), [batch * nodes, features]);
    const bound = reshape(slice(x, [0, 0, features], [-1, -1, edges * nodes]), [batch, nodes * edges, nodes]);
    const weight = (name: string): Tensor => required(weights, name);
    let h = linear(told, weight('node.weight')); // (B·N, width)
    for (const round of roundsOf(params)) {
      const around = matMul(bound, reshape(h, [batch, nodes, width])); // (B, N·R, width)
      const heard = linear(reshape(around, [batch * nodes, edges * width]), weight(`${round}.heard.weight`));
      h = add(h, relu(add(heard, linear(h, weight(`${round}.own.weight`), weight(`${round}.own.bias`)))));
    }
    const read = relu(linear(h, weight('read.weight'), weight('read.bias')));
    const there = slice(told, [0, 0], [-1, 1]); // (B·N, 1)
    return mul(sum(reshape(mul(read, there), [batch, nodes, width]), 1), 1 / nodes);
  },

  keeps: (params) =>
    sizeParam(params, 'nodes') *
    sizeParam(params, 'width') *
    (2 + sizeParam(params, 'rounds') * (3 + sizeParam(params, 'edges'))),
};

const roundsOf = (params: Params): readonly string[] =>
  Array.from({ length: sizeParam(params, 'rounds') }, (_, round) => `round${round}`);
