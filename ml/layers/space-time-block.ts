import { linear } from '../functions/linear';
import { silu } from '../functions/silu';
import { byMoment, byPlace, fromPlaces } from '../functions/tubelets';
import { add, mul, reshape, type Tensor, tidy } from '../tf';
import { attention } from './attention';
import { feedForward } from './feed-forward';
import { constantValues, linearSpecs, onlyInput, partOf, required, within, xavierValues } from './initial';
import type { Layer, LayerContext } from './layer';
import { modulate, modulationParts, plainNorm, toldPair } from './modulation';
import { flagOf, type Params, sizeParam } from './params';

/**
 * A transformer block over the tubelets of a clip, with attention in two parts: first those of one moment look at each other, then those at one place over time
 * (Arnab et al. 2021, section 3.3, model 3; Bertasius et al. 2021, “divided”), then a feed-forward part. `[B, times · places, width]` to the same. Told a second
 * input `[B, width]`, each part has a shift, a scale and a gate that begin at 0, as in a diffusion transformer (Peebles & Xie 2023; Ma et al. 2024, Latte); otherwise
 * a plain norm before it. Params: `width`, `heads`, `hidden`, `times`, `told`. Captures `space [B · times, heads, places, places]` and `time [B · places, heads, times,
 * times]`.
 */
export const spaceTimeBlock: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    return [
      ...(isTold(params) ? linearSpecs('modulation', width, 9 * width, true) : []),
      ...within('space', attention.parameters(attentionParams(params))),
      ...within('time', attention.parameters(attentionParams(params))),
      ...within('feedForward', feedForward.parameters(feedForwardParams(params))),
    ];
  },

  initialise: (spec, random) =>
    spec.name.startsWith('modulation') || spec.name.endsWith('.bias')
      ? constantValues(spec, 0)
      : xavierValues(spec, random),

  forward(inputs, weights, params, context) {
    const [x, parts] = isTold(params) ? told(inputs, weights) : [onlyInput(inputs), null];
    const times = sizeParam(params, 'times');
    const places = (x.shape[1] ?? 0) / times;
    const scoped = (name: string): LayerContext => {
      const { capture } = context;
      return {
        ...context,
        scope: `${context.scope}.${name}`,
        ...(capture && { capture: (_: string, value: Tensor) => capture(name, value) }),
      };
    };
    const step = (from: Tensor, part: number, along: (normal: Tensor) => Tensor): Tensor =>
      // What is inside a part goes with it, so that only one part’s values are there at once.
      tidy(() => {
        const normal = plainNorm(from, context);
        if (!parts) return add(from, along(normal));
        const [shift, scale, gate] = parts.slice(3 * part, 3 * part + 3) as [Tensor, Tensor, Tensor];
        return add(from, mul(gate, along(modulate(normal, shift, scale))));
      });
    const attend = (rows: Tensor, name: 'space' | 'time') =>
      attention.forward([rows], partOf(name, weights), attentionParams(params), scoped(name));
    const within = step(x, 0, (normal) => reshape(attend(byMoment(normal, times), 'space'), x.shape));
    const through = step(within, 1, (normal) => fromPlaces(attend(byPlace(normal, times), 'time'), places));
    const own = partOf('feedForward', weights);
    return step(through, 2, (normal) =>
      feedForward.forward([normal], own, feedForwardParams(params), scoped('feedForward')),
    );
  },
};

/** What comes in, and shift, scale and gate of each of the three parts. */
function told(inputs: readonly Tensor[], weights: Parameters<Layer['forward']>[1]) {
  const [x, vector] = toldPair(inputs);
  const nine = linear(silu(vector), required(weights, 'modulation.weight'), required(weights, 'modulation.bias'));
  return [x, modulationParts(nine, 9)] as const;
}

const isTold = (params: Params): boolean => flagOf(params, 'told', false);
const attentionParams = (params: Params): Params => ({ ...params, causal: false, positions: 'none', bias: true });
const feedForwardParams = (params: Params): Params => ({ ...params, activation: 'gelu', bias: true });
