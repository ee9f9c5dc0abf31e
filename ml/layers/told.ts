import { linear } from '../functions/linear';
import { timeFeatures } from '../functions/time-features';
import { NetworkError, type ParameterSpec, sizeOf } from '../network';
import type { Random } from '../random';
import { add, cast, gather, type Tensor } from '../tf';
import { linearSpecs, required, uniformValues } from './initial';
import type { LayerWeights } from './layer';
import { flagOf, type Params, sizeParam } from './params';

/** Features of the time before they are mixed. */
const TIME_FEATURES = 64;

/** What a layer learns that is told the time or the class: a map of the features of the time, and a row for each class and for none. */
export const toldSpecs = (params: Params, width: number): ParameterSpec[] => [
  ...(isTimed(params) ? linearSpecs('time', TIME_FEATURES, width, true) : []),
  ...(classesOf(params) > 0 ? [{ name: 'classes.weight', shape: [classesOf(params) + 1, width] }] : []),
];

/** Whether a parameter is the table of the classes. */
export const isClassRow = ({ name }: ParameterSpec): boolean => name === 'classes.weight';

/** First values of the table of the classes, of deviation 1: as large as what the features of the time give, so that the class is heard from the beginning. */
export function classRows(spec: ParameterSpec, random: Random): Float32Array {
  return uniformValues(spec, random, Math.sqrt(sizeOf(spec.shape.slice(0, -1))));
}

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
