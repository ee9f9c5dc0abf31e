import { folded, unfolded } from '../functions/patches';
import { silu } from '../functions/silu';
import { upsampleNearest } from '../functions/upsample';
import { NetworkError, type ParameterSpec } from '../network';
import { add, concat, reshape, type Tensor, type Tensor4D } from '../tf';
import { attention } from './attention';
import { imageNormed, normSpecs } from './image-norm';
import { partOf, within } from './initial';
import type { Layer, LayerContext, LayerWeights } from './layer';
import { flagOf, type Params, sizeParam } from './params';
import {
  type Kept,
  type ResidualSteps,
  residual,
  residualKeptSteps,
  residualSpecSteps,
  residualSteps,
  residualValues,
} from './residual-block';
import { isTable, tableValues, toldSpecs, toldVector } from './told';

/**
 * A U-Net (Ronneberger et al. 2015) of residual blocks as denoisers have them (Ho et al. 2020, appendix B): `[B, H, W, inputs]` to `[B, H, W, outputs]`.
 * Each level has half the size of the one above; on the way up it is joined by what the same level had on the way down. The time, the class and the caption
 * are told to every residual block after its first convolution; `attention` lets all places of the lowest level look at each other.
 * Params: `inputs`, `outputs`, `channels` (of each level, from the full size down), `patch` (pixels taken together, so that the full size is that of the patches),
 * `blocks` a level and way, `attention`, `time`, `classes`, `words`.
 */
export const unet: Layer = {
  parameters: (params) => [...toldSpecs(params, toldWidth(params)), ...partSpecs(params)],

  initialise(spec, random) {
    if (isTable(spec)) return tableValues(spec, random);
    return residualValues(spec, random, /^out\.filter$|conv2\.filter$|^attention\.output/.test(spec.name));
  },

  forward([x, ...told], weights, params, context) {
    if (!x) throw new NetworkError('takes an input, and has none.');
    const vector = toldVector(told, weights, params);
    return walk(params, x, tensorSteps(weights, vector && silu(vector), context));
  },

  keeps: (params, [, height, width]) => keptBy(params, Number(height) * Number(width)),
};

/** What a U-Net is made of, as it is done to tensors, or to mere numbers of channels. */
interface Steps<Value> extends ResidualSteps<Value> {
  attend(x: Value, name: string): Value;
  doubled(x: Value): Value;
  /** Squares of pixels taken together, and put apart again. */
  folded(x: Value, patch: number): Value;
  unfolded(x: Value, patch: number): Value;
  joined(a: Value, b: Value): Value;
}

function walk<Value>(params: Params, x: Value, steps: Steps<Value>): Value {
  const channels = channelsOf(params);
  const blocks = Array.from({ length: sizeParam(params, 'blocks') }, (_, block) => block);
  const lowest = channels.length - 1;
  const skips: Value[] = [];
  const patch = patchOf(params);
  let h = steps.convolution(steps.folded(x, patch), 'in', 3, channels[0] ?? 1, 1);
  for (const [level, width] of channels.entries()) {
    if (level > 0) h = steps.convolution(h, `shrink${level}`, 3, width, 2);
    for (const block of blocks) {
      h = residual(h, `down${level}.${block}.`, width, steps);
      if (level === lowest && block === 0 && hasAttention(params)) h = steps.attend(h, 'attention');
    }
    if (level < lowest) skips.push(h);
  }
  for (const [level, width] of [...channels.entries()].reverse().slice(1)) {
    const skip = skips.pop();
    if (skip === undefined) throw new NetworkError(`level ${level} kept nothing.`);
    h = steps.joined(steps.convolution(steps.doubled(h), `grow${level}`, 3, width, 1), skip);
    for (const block of blocks) h = residual(h, `up${level}.${block}.`, width, steps);
  }
  const found = steps.convolution(
    steps.normalised(h, 'out.norm'),
    'out',
    3,
    sizeParam(params, 'outputs') * patch ** 2,
    1,
  );
  return steps.unfolded(found, patch);
}

function tensorSteps(weights: LayerWeights, told: Tensor | null, context: LayerContext): Steps<Tensor> {
  return {
    ...residualSteps(weights, told, 'group', context),
    attend(x, name) {
      const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
      const normal = imageNormed(x, weights, `${name}Norm.`, 'group', 'none', context);
      const places = reshape(normal, [batch, height * width, channels]);
      const seen = attention.forward([places], partOf(name, weights), attentionParams(channels), {
        ...context,
        scope: `${context.scope}.${name}`,
      });
      return add(x, reshape(seen, x.shape));
    },
    doubled: (x) => upsampleNearest(x as Tensor4D, 2),
    folded,
    unfolded,
    joined: (a, b) => concat([a, b], 3),
  };
}

/** The parameters of all parts, found by walking the network with nothing but numbers of channels. */
function partSpecs(params: Params): ParameterSpec[] {
  const specs: ParameterSpec[] = [];
  const isTold = toldSpecs(params, 1).length > 0;
  walk<number>(params, sizeParam(params, 'inputs'), {
    ...residualSpecSteps(specs, isTold ? toldWidth(params) : 0, 'group'),
    attend(x, name) {
      specs.push(...normSpecs(`${name}Norm.`, x, 'group'));
      specs.push(...within(name, attention.parameters(attentionParams(x))));
      return x;
    },
    doubled: (x) => x,
    folded: (x, patch) => x * patch ** 2,
    unfolded: (x, patch) => x / patch ** 2,
    joined: (a, b) => a + b,
  });
  return specs;
}

/** What goes into a convolution or a norm is kept for its gradient. The places of each value are counted besides its channels. */
function keptBy(params: Params, places: number): number {
  let kept = 0;
  walk<Kept>(
    params,
    { channels: sizeParam(params, 'inputs'), places },
    {
      ...residualKeptSteps((numbers) => {
        kept += numbers;
      }),
      attend: (x) => x,
      doubled: (x) => ({ ...x, places: 4 * x.places }),
      folded: (x, patch) => ({ channels: x.channels * patch ** 2, places: x.places / patch ** 2 }),
      unfolded: (x, patch) => ({ channels: x.channels / patch ** 2, places: x.places * patch ** 2 }),
      joined: (a, b) => ({ ...a, channels: a.channels + b.channels }),
    },
  );
  return kept;
}

/** One head that looks everywhere. */
const attentionParams = (width: number): Params => ({ width, heads: 1, causal: false, positions: 'none', bias: true });

/** How many pixels in height and width are taken together; 1 where nothing is said. */
const patchOf = (params: Params): number => (params.patch === undefined ? 1 : sizeParam(params, 'patch'));

const hasAttention = (params: Params): boolean => flagOf(params, 'attention', false);

/** The width of what every block is told, as wide as in Ho et al. 2020. */
const toldWidth = (params: Params): number => 4 * (channelsOf(params)[0] ?? 1);

function channelsOf({ channels }: Params): readonly number[] {
  if (!Array.isArray(channels) || channels.length === 0 || !channels.every((one) => Number.isInteger(one) && one > 0))
    throw new NetworkError(`“channels” should be a list of sizes, and is ${JSON.stringify(channels)}.`);
  return channels;
}
