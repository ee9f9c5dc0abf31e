import { additiveCoupling, affineCoupling, type Conditioner } from '../flows/coupling';
import { bind } from '../flows/flow';
import { IDENTITY_SLOPE, splineCoupling, splineNumbers } from '../flows/spline';
import { linear } from '../functions/linear';
import { NetworkError } from '../network';
import { flowLayer } from './flow-layer';
import { constantValues, linearSpecs, partOf, required, within } from './initial';
import { mlp, runMlp } from './mlp';
import { choiceOf, flagOf, numberOf, type Params, sizeParam } from './params';

const KINDS = ['affine', 'additive', 'spline'] as const;

/**
 * A coupling layer over the numbers of an example, `[B, channels]` to the same: one half stays, and an MLP makes of it what happens to the other (Dinh et
 * al. 2015; Dinh et al. 2017; Durkan et al. 2019). It begins as the identity, since the last layer of its MLP begins at 0.
 * Params: `channels`, `kind`, `swap` (the second half stays), `width`, `layers`, `classes`; of splines `bins` and `bound`.
 */
export const coupling = flowLayer({
  parameters(params) {
    return [
      ...within('conditioner', mlp.parameters(conditionerOf(params))),
      ...linearSpecs('output', sizeParam(params, 'width'), outputsOf(params), true),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name === 'output.weight') return constantValues(spec, 0);
    if (spec.name === 'output.bias') return identityOf(spec.shape[0] ?? 0, params);
    const [part = ''] = spec.name.split('.');
    return mlp.initialise({ ...spec, name: spec.name.slice(part.length + 1) }, random, conditionerOf(params));
  },

  flow(weights, params, told) {
    const own = partOf('conditioner', weights);
    const [weight, bias] = [required(weights, 'output.weight'), required(weights, 'output.bias')];
    const conditioner: Conditioner = (kept) =>
      linear(runMlp([kept, ...told], own, conditionerOf(params)), weight, bias);
    const both = { conditioner, swap: flagOf(params, 'swap', false) };
    switch (choiceOf(params, 'kind', KINDS)) {
      case 'affine':
        return bind(affineCoupling, both);
      case 'additive':
        return bind(additiveCoupling, both);
      case 'spline':
        return bind(splineCoupling, { ...both, bins: sizeParam(params, 'bins'), bound: numberOf(params, 'bound', 3) });
    }
  },
});

/** How many numbers stay, and how many change. */
function halvesOf(params: Params): [kept: number, changed: number] {
  const channels = sizeParam(params, 'channels');
  if (channels < 2) throw new NetworkError('splits an example in two, and it has one number.');
  const first = Math.ceil(channels / 2);
  return flagOf(params, 'swap', false) ? [channels - first, first] : [first, channels - first];
}

const conditionerOf = (params: Params): Params => ({
  inputs: halvesOf(params)[0],
  width: params.width,
  layers: params.layers,
  classes: params.classes ?? 0,
});

function outputsOf(params: Params): number {
  const [, changed] = halvesOf(params);
  const kind = choiceOf(params, 'kind', KINDS);
  return changed * { additive: 1, affine: 2, spline: splineNumbers(sizeParam(params, 'bins', 1)) }[kind];
}

/** What the MLP says at first: nothing, and of a spline that no piece bends. */
function identityOf(outputs: number, params: Params): Float32Array {
  const values = new Float32Array(outputs);
  if (choiceOf(params, 'kind', KINDS) !== 'spline') return values;
  const bins = sizeParam(params, 'bins');
  // Of each number: widths, heights, inner slopes.
  return values.map((_, index) => (index % splineNumbers(bins) < 2 * bins ? 0 : IDENTITY_SLOPE));
}
