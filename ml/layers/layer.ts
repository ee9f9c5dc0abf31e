import type { Dim, ParameterSpec } from '../network';
import type { Random } from '../random';
import type { Tensor } from '../tf';
import type { Constants } from './constants';
import type { KeyValueCache } from './key-value-cache';
import type { Params } from './params';

/** What a layer knows besides its inputs and weights. */
export interface LayerContext {
  /** Training (dropout acts, batch norm goes by the batch) or not. */
  readonly training: boolean;
  /** Only what comes after the last token is asked for. */
  readonly lastOnly?: boolean;
  /** Only what stands at these places is asked for, counted over all rows (int32, `[N]` of `B · T`). */
  readonly places?: Tensor;
  /** Where dropout draws its masks from; needed only while training. */
  readonly random?: Random;
  /** The operation's id, and the part of it: names what is cached and captured. */
  readonly scope: string;
  /** The position of the first given token in its sequence: the number of tokens already in the cache. */
  readonly offset: number;
  /** Keys and values of earlier tokens, while generating. */
  readonly cache?: KeyValueCache;
  /** Tensors that depend on shapes only (masks, position tables), made once. */
  readonly constants: Constants;
  /** Shows an inner value, such as attention probabilities; valid during the call only. */
  readonly capture?: (name: string, value: Tensor) => void;
  /** While training: told what a statistic of the operation, by its name, is in this batch; valid during the call only. */
  readonly observe?: (name: string, value: Tensor) => void;
}

/** The weights of one operation by parameter name. */
export type LayerWeights = Readonly<Record<string, Tensor>>;

/** The numerics of one kind of block: what it learns, its first values, and its function. */
export interface Layer {
  /** The parameters that it makes for these settings. */
  parameters(params: Params): readonly ParameterSpec[];
  /** First values of one parameter. */
  initialise(spec: ParameterSpec, random: Random, params: Params): Float32Array;
  /** The function itself; its gradient follows from the ops it uses. */
  forward(inputs: readonly Tensor[], weights: LayerWeights, params: Params, context: LayerContext): Tensor;
  /** How many numbers of each example are kept at least until its gradient comes back, given the shape of what comes out. Where left out, those that come out. */
  keeps?(params: Params, shape: readonly Dim[]): number;
}
