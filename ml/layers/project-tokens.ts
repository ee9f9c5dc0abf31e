import { gelu } from '../functions/gelu';
import { linear } from '../functions/linear';
import { layerNorm } from '../functions/norms';
import { add, reshape, type Tensor } from '../tf';
import { constantValues, linearSpecs, normalValues, onlyInput, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { type Params, sizeParam } from './params';

/** Tokens begin about as small as words do, which are learned from a deviation of 0.02. */
const SMALL = 0.1;

/**
 * What an encoder sees, cell by cell, as tokens of a language model: `[B, …, inputs]`, `cells` of them, to `[B, cells, width]`. Each cell is normalised over its
 * channels and goes through one dense layer (Liu et al. 2023, LLaVA), or with `hidden` numbers between through two with a GELU (Liu et al. 2024, LLaVA-1.5).
 * A learned row for each cell is added, since convolutions see the same wherever they look. Params: `inputs`, `cells`, `hidden` (0: one dense layer), `width`.
 */
export const projectTokens: Layer = {
  parameters(params) {
    const { inputs, cells, hidden, width } = sizes(params);
    return [
      { name: 'norm.weight', shape: [inputs] },
      { name: 'norm.bias', shape: [inputs] },
      ...(hidden > 0 ? linearSpecs('hidden', inputs, hidden, true) : []),
      ...linearSpecs('output', hidden || inputs, width, true),
      { name: 'places', shape: [cells, width] },
    ];
  },

  initialise(spec, random) {
    if (spec.name === 'norm.weight') return constantValues(spec, 1);
    if (spec.name.endsWith('.bias')) return constantValues(spec, 0);
    if (spec.name === 'places') return normalValues(spec, random, SMALL / 0.02);
    return uniformValues(spec, random, spec.name === 'output.weight' ? SMALL : Math.SQRT2);
  },

  forward(given, weights, params) {
    const { inputs, cells, hidden } = sizes(params);
    const x = onlyInput(given);
    const part = (name: string, from: Tensor) =>
      linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
    const rows = reshape(x, [x.shape[0] ?? 0, cells, inputs]);
    const even = layerNorm(rows, required(weights, 'norm.weight'), required(weights, 'norm.bias'), 1e-5);
    return add(part('output', hidden > 0 ? gelu(part('hidden', even)) : even), required(weights, 'places'));
  },

  keeps: (params) => {
    const { inputs, cells, hidden, width } = sizes(params);
    return cells * (inputs + 2 * hidden + width);
  },
};

const sizes = (params: Params) => ({
  inputs: sizeParam(params, 'inputs'),
  cells: sizeParam(params, 'cells'),
  hidden: params.hidden === 0 ? 0 : sizeParam(params, 'hidden'),
  width: sizeParam(params, 'width'),
});
