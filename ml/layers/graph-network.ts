import { linear } from '../functions/linear';
import { silu } from '../functions/silu';
import { NetworkError } from '../network';
import { add, concat, matMul, reshape, slice, sqrt, square, sub, sum, type Tensor, tensor2d, transpose } from '../tf';
import { constantValues, linearSpecs, onlyInput, required, uniformValues } from './initial';
import type { Layer, LayerContext } from './layer';
import { choiceOf, numberOf, sizeParam } from './params';

/** Who acts on whom: each body on its neighbours in a row, or every one on every other. */
export const JOINED = ['row', 'pairs'] as const;
export type Joined = (typeof JOINED)[number];

/**
 * Bodies that act on each other: `[B, bodies, axes + features] → [B, bodies, outputs]`, for any number of bodies. The first `axes` numbers of a body are its place,
 * which is seen only as how far it is from that of another, so that nothing changes when all move alike. Encode, process, decode (Sanchez-Gonzalez et al. 2020, §3.2;
 * with one round an interaction network, Battaglia et al. 2016, eq. 2–4): each round sends a message along every edge, `e ← e + φ(e, sender, receiver)`, and each body
 * takes the sum of what reaches it, `h ← h + ψ(h, Σ φ)`.
 * Params: `axes`, `features`, `width`, `rounds`, `outputs`, `joined`, `scale` (of the head's first weights).
 */
export const graphNetwork: Layer = {
  parameters(params) {
    const [width, axes] = [sizeParam(params, 'width'), sizeParam(params, 'axes')];
    const square = (name: string, bias: boolean) => linearSpecs(name, width, width, bias);
    return [
      ...linearSpecs('body', sizeParam(params, 'features'), width, true),
      ...linearSpecs('edge', axes > 1 ? axes + 1 : 1, width, true),
      ...Array.from({ length: sizeParam(params, 'rounds') }, (_, round) => [
        ...square(`round${round}.edge`, true),
        ...square(`round${round}.sender`, false),
        ...square(`round${round}.receiver`, false),
        ...square(`round${round}.message`, true),
        ...square(`round${round}.body`, true),
        ...square(`round${round}.received`, false),
        ...square(`round${round}.update`, true),
      ]).flat(),
      ...linearSpecs('output', width, sizeParam(params, 'outputs'), true),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name.endsWith('.bias')) return constantValues(spec, 0);
    if (spec.name === 'output.weight') return uniformValues(spec, random, numberOf(params, 'scale', 1));
    // Sums of three parts begin as large as one.
    return uniformValues(spec, random, /sender|receiver|received/.test(spec.name) ? 1 : Math.sqrt(2));
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const [batch = 0, bodies = 0, numbers = 0] = x.shape;
    const axes = sizeParam(params, 'axes');
    const features = sizeParam(params, 'features');
    if (numbers !== axes + features)
      throw new NetworkError(`takes ${axes + features} numbers of each body, and was given ${numbers}.`);
    const dense = (from: Tensor, name: string, bias = true) =>
      linear(from, required(weights, `${name}.weight`), bias ? required(weights, `${name}.bias`) : undefined);
    const { sends, takes, apart } = incidence(bodies, choiceOf(params, 'joined', JOINED), context);
    /** Along the edges, or back: bodies come first, so that one product does it for the whole batch. */
    const along = (matrix: Tensor, from: Tensor, back = false) =>
      reshape(matMul(matrix, reshape(from, [from.shape[0] ?? 0, -1]), back), [-1, batch, from.shape[2] ?? 0]);

    const all = transpose(x, [1, 0, 2]); // (bodies, B, axes + features)
    let h = silu(dense(slice(all, [0, 0, axes], [bodies, batch, features]), 'body')); // (bodies, B, width)
    const between = along(apart, slice(all, [0, 0, 0], [bodies, batch, axes])); // (edges, B, axes)
    let e = silu(dense(axes > 1 ? concat([between, lengthOf(between)], 2) : between, 'edge'));
    for (let round = 0; round < sizeParam(params, 'rounds'); round++) {
      const name = `round${round}`;
      const sent = along(sends, dense(h, `${name}.sender`, false));
      const taken = along(takes, dense(h, `${name}.receiver`, false));
      const message = dense(silu(add(add(dense(e, `${name}.edge`), sent), taken)), `${name}.message`);
      e = add(e, message);
      const received = dense(along(takes, message, true), `${name}.received`, false);
      h = add(h, dense(silu(add(dense(h, `${name}.body`), received)), `${name}.update`));
    }
    return transpose(dense(h, 'output'), [1, 0, 2]);
  },

  keeps(params, [, bodies]) {
    const count = typeof bodies === 'number' ? bodies : 1;
    const edges = edgesOf(count, choiceOf(params, 'joined', JOINED)).length;
    return (1 + 4 * sizeParam(params, 'rounds')) * sizeParam(params, 'width') * (count + edges);
  },
};

/** Each `[sender, receiver]`: both ways between two that are joined. */
export function edgesOf(bodies: number, joined: Joined): readonly (readonly [number, number])[] {
  const all = Array.from({ length: bodies }, (_, body) => body);
  return all.flatMap((receiver) =>
    all.flatMap((sender) => {
      const far = Math.abs(sender - receiver);
      return far === 0 || (joined === 'row' && far > 1) ? [] : [[sender, receiver] as const];
    }),
  );
}

/** A row for each edge with a 1 at who sends, or takes; and their difference. */
function incidence(bodies: number, joined: Joined, { constants }: LayerContext) {
  const edges = edgesOf(bodies, joined);
  if (edges.length === 0) throw new NetworkError('takes at least two bodies.');
  const oneAt = (end: 0 | 1) => () => {
    const rows = new Float32Array(edges.length * bodies);
    for (const [row, edge] of edges.entries()) rows[row * bodies + edge[end]] = 1;
    return tensor2d(rows, [edges.length, bodies]);
  };
  const sends = constants.get(`sends/${joined}/${bodies}`, oneAt(0));
  const takes = constants.get(`takes/${joined}/${bodies}`, oneAt(1));
  return { sends, takes, apart: constants.get(`apart/${joined}/${bodies}`, () => sub(sends, takes)) };
}

/** Kept from 0, where a root has no slope. */
const lengthOf = (between: Tensor): Tensor => sqrt(add(sum(square(between), -1, true), 1e-8));
