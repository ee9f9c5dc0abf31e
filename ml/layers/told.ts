import { embedding } from '../functions/embedding';
import { linear } from '../functions/linear';
import { timeFeatures } from '../functions/time-features';
import { NetworkError, type ParameterSpec, sizeOf } from '../network';
import type { Random } from '../random';
import { add, cast, div, gather, greater, maximum, mul, reshape, sqrt, sum, type Tensor } from '../tf';
import { linearSpecs, required, uniformValues } from './initial';
import type { LayerWeights } from './layer';
import { flagOf, type Params, sizeParam } from './params';

/** Features of the time before they are mixed. */
const TIME_FEATURES = 64;

/** What a layer learns that is told the time, the class or a caption: a map of the features of the time, a row for each class and for none, and one for each word. */
export const toldSpecs = (params: Params, width: number): ParameterSpec[] => [
  ...(isTimed(params) ? linearSpecs('time', TIME_FEATURES, width, true) : []),
  ...(classesOf(params) > 0 ? [{ name: 'classes.weight', shape: [classesOf(params) + 1, width] }] : []),
  ...(wordsOf(params) > 0 ? [{ name: 'words.weight', shape: [wordsOf(params), width] }] : []),
];

/** Whether a parameter is the table of the classes, or that of the words. */
export const isTable = ({ name }: ParameterSpec): boolean => name === 'classes.weight' || isWordTable({ name });

/** Whether a parameter is the table of the words. */
export const isWordTable = ({ name }: Pick<ParameterSpec, 'name'>): boolean => name === 'words.weight';

/** First values of these tables, of deviation 1: as large as what the features of the time give, so that the class is heard from the beginning. */
export function tableValues(spec: ParameterSpec, random: Random): Float32Array {
  return uniformValues(spec, random, Math.sqrt(sizeOf(spec.shape.slice(0, -1))));
}

/**
 * One vector for the time, the class and the caption of each example, `[B, width]`, from the inputs that follow the first (Ho et al. 2020, appendix B;
 * Dhariwal & Nichol 2021; Podell et al. 2023, section 2.1: the caption as a whole beside its words); null where the layer is told none of them.
 * @throws NetworkError where it should be told and is not
 */
export function toldVector(told: readonly Tensor[], weights: LayerWeights, params: Params): Tensor | null {
  const rest = [...told];
  const time = isTimed(params)
    ? linear(timeFeatures(given(rest.shift()), TIME_FEATURES), required(weights, 'time.weight'), weights['time.bias'])
    : null;
  const label =
    classesOf(params) > 0 ? gather(required(weights, 'classes.weight'), cast(given(rest.shift()), 'int32')) : null;
  const words = wordsOf(params) > 0 ? captionVector(given(rest.shift()), required(weights, 'words.weight')) : null;
  const [first, ...others] = [time, label, words].filter((vector) => vector !== null);
  return first ? others.reduce((vector, other) => add(vector, other), first) : null;
}

/**
 * A caption as one vector, `[B, length]` to `[B, width]`: the rows of its words, added and divided by the root of how many there are, so that a long caption
 * is as loud as a short one and one word of it is still heard. The vector of an empty caption is 0.
 */
function captionVector(caption: Tensor, rows: Tensor): Tensor {
  const there = cast(greater(caption, 0), 'float32');
  const [batch = 0, length = 0] = caption.shape;
  const all = sum(mul(embedding(rows, caption), reshape(there, [batch, length, 1])), 1);
  return div(all, sqrt(maximum(sum(there, 1, true), 1)));
}

const isTimed = (params: Params): boolean => flagOf(params, 'time', false);
const classesOf = (params: Params): number => (params.classes === 0 ? 0 : sizeParam(params, 'classes', 1));
const wordsOf = (params: Params): number => (params.words === undefined ? 0 : sizeParam(params, 'words'));

function given(input: Tensor | undefined): Tensor {
  if (!input) throw new NetworkError('is told the time, the class or a caption, and was given none.');
  return input;
}
