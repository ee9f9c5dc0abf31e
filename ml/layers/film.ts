import { linear } from '../functions/linear';
import { reshape } from '../tf';
import { constantValues, linearSpecs, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { modulate, modulationParts, toldPair } from './modulation';
import { sizeParam } from './params';

/**
 * Feature-wise linear modulation (Perez et al. 2018): `x · (1 + γ) + β` with one γ and one β for each channel, both made of what the layer is told:
 * `[B, …, channels]` and `[B, toldWidth]` to the same. γ is learned as a distance from 1, which keeps channels from being switched off (section 7.2).
 * Params: `channels`, `toldWidth`.
 */
export const film: Layer = {
  parameters: (params) =>
    linearSpecs('modulation', sizeParam(params, 'toldWidth'), 2 * sizeParam(params, 'channels'), true),

  initialise: (spec, random) => (spec.name.endsWith('.bias') ? constantValues(spec, 0) : uniformValues(spec, random)),

  forward(inputs, weights) {
    const [x, told] = toldPair(inputs);
    const both = linear(told, required(weights, 'modulation.weight'), required(weights, 'modulation.bias'));
    const everywhere = [x.shape[0] ?? 0, ...x.shape.slice(1, -1).map(() => 1), x.shape.at(-1) ?? 0];
    const [beta, gamma] = modulationParts(both, 2).map((part) => reshape(part, everywhere));
    if (!beta || !gamma) return x;
    return modulate(x, beta, gamma);
  },
};
