import { additiveCoupling, affineCoupling } from '../flows/coupling';
import { bind } from '../flows/flow';
import { IDENTITY_SLOPE, splineCoupling, splineNumbers } from '../flows/spline';
import { NetworkError } from '../network';
import { type ConditionerNetwork, convolutionalConditioner, denseConditioner } from './conditioners';
import { type FlowLayer, flowLayer } from './flow-layer';
import { constantValues } from './initial';
import { choiceOf, flagOf, numberOf, type Params, sizeParam } from './params';

const KINDS = ['affine', 'additive', 'spline'] as const;

/**
 * A coupling layer: one half of the channels stays, and a small network makes of it what happens to the other (Dinh et al. 2015; Dinh et al. 2017; Durkan et
 * al. 2019). It begins as the identity, since the last layer of that network begins at 0.
 * Params: `channels`, `kind`, `swap` (the second half stays), those of the network; of splines `bins` and `bound`.
 */
const couplingLayer = (network: ConditionerNetwork): FlowLayer =>
  flowLayer({
    parameters: (params) => network.parameters(params, halvesOf(params)[0], outputsOf(params)),

    initialise(spec, random, params) {
      if (spec.name === 'output.bias') return identityOf(spec.shape[0] ?? 0, params);
      if (spec.name.startsWith('output.')) return constantValues(spec, 0);
      return network.initialise(spec, random, params, halvesOf(params)[0]);
    },

    flow(weights, params, told) {
      const conditioner = network.conditioner(weights, params, halvesOf(params)[0], told);
      const both = { conditioner, swap: flagOf(params, 'swap', false) };
      switch (choiceOf(params, 'kind', KINDS)) {
        case 'affine':
          return bind(affineCoupling, both);
        case 'additive':
          return bind(additiveCoupling, both);
        case 'spline':
          return bind(splineCoupling, {
            ...both,
            bins: sizeParam(params, 'bins'),
            bound: numberOf(params, 'bound', 3),
          });
      }
    },
  });

/** Over the numbers of an example, `[B, channels]` to the same, by an MLP. */
export const coupling = couplingLayer(denseConditioner);
/** Over images, `[B, H, W, channels]` to the same, by convolutions: each place is changed by those around it. */
export const imageCoupling = couplingLayer(convolutionalConditioner);

/** How many numbers stay, and how many change. */
function halvesOf(params: Params): [kept: number, changed: number] {
  const channels = sizeParam(params, 'channels');
  if (channels < 2) throw new NetworkError('splits channels in two, and has one.');
  const first = Math.ceil(channels / 2);
  return flagOf(params, 'swap', false) ? [channels - first, first] : [first, channels - first];
}

function outputsOf(params: Params): number {
  const [, changed] = halvesOf(params);
  const kind = choiceOf(params, 'kind', KINDS);
  return changed * { additive: 1, affine: 2, spline: splineNumbers(sizeParam(params, 'bins', 1)) }[kind];
}

/** What the network says at first: nothing, and of a spline that no piece bends. */
function identityOf(outputs: number, params: Params): Float32Array {
  const values = new Float32Array(outputs);
  if (choiceOf(params, 'kind', KINDS) !== 'spline') return values;
  const bins = sizeParam(params, 'bins');
  // Of each number: widths, heights, inner slopes.
  return values.map((_, index) => (index % splineNumbers(bins) < 2 * bins ? 0 : IDENTITY_SLOPE));
}
