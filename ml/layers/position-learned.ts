import { NetworkError } from '../network';
import { add, slice } from '../tf';
import { normalValues, onlyInput, required } from './initial';
import type { Layer } from './layer';
import { sizeParam } from './params';

/** Adds a learned vector for each position (GPT-2): `[B, T, width]`, `T ≤ context`. Params: `context`, `width`. */
export const positionLearned: Layer = {
  parameters: (params) => [{ name: 'weight', shape: [sizeParam(params, 'context'), sizeParam(params, 'width')] }],
  initialise: (spec, random) => normalValues(spec, random),
  forward(inputs, weights, _params, { offset }) {
    const x = onlyInput(inputs);
    const table = required(weights, 'weight');
    const tokens = x.shape[1] ?? 0;
    const [context = 0, width = 0] = table.shape;
    if (offset + tokens > context) {
      throw new NetworkError(`${offset + tokens} tokens do not fit into its context of ${context}.`);
    }
    return add(x, tokens === context ? table : slice(table, [offset, 0], [tokens, width]));
  },
};
