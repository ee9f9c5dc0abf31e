import { linear } from '../functions/linear';
import { timeFeatures } from '../functions/time-features';
import { NetworkError, type ParameterSpec } from '../network';
import { add, cast, gather, type Tensor } from '../tf';
import { linearSpecs, required } from './initial';
import type { LayerWeights } from './layer';
import { flagOf, type Params, sizeParam } from './params';

/** Features of the time before they are mixed. */
const TIME_FEATURES = 64;

/** What a layer learns that is told the time or the class: a map of the features of the time, and a row for each class and for none. */
export const toldSpecs = (params: Params, width: number): ParameterSpec[] => [
  ...(isTimed(params) ? linearSpecs('time', TIME_FEATURES, width, true) : []),
  ...(classesOf(params) > 0 ? [{ name: 'classes.weight', shape: [classesOf(params) + 1, width] }] : []),
];

/**
 * One vector for the time and the class of each example, `[B, width]`, from the inputs that follow the first (Ho et al. 2020, appendix B; Dhariwal & Nichol
 * 2021); null where the layer is told neither. @throws NetworkError where it should be told and is not
 */
export function toldVector(told: readonly Tensor[], weights: LayerWeights, params: Params): Tensor | null {
  const rest = [...told];
  const time = isTimed(params)
    ? linear(timeFeatures(given(rest.shift()), TIME_FEATURES), required(weights, 'time.weight'), weights['time.bias'])
    : null;
  const label =
    classesOf(params) > 0 ? gather(required(weights, 'classes.weight'), cast(given(rest.shift()), 'int32')) : null;
  return time && label ? add(time, label) : (time ?? label);
}

const isTimed = (params: Params): boolean => flagOf(params, 'time', false);
const classesOf = (params: Params): number => (params.classes === 0 ? 0 : sizeParam(params, 'classes', 1));

function given(input: Tensor | undefined): Tensor {
  if (!input) throw new NetworkError('is told the time or the class, and was given neither.');
  return input;
}
