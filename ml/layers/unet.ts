import { convolve } from '../functions/convolution';
import { groupNorm } from '../functions/group-norm';
import { linear } from '../functions/linear';
import { folded, unfolded } from '../functions/patches';
import { silu } from '../functions/silu';
import { upsampleNearest } from '../functions/upsample';
import { NetworkError, type ParameterSpec } from '../network';
import { add, concat, reshape, type Tensor, type Tensor4D, tidy } from '../tf';
import { attention } from './attention';
import { everywhere, groupsOf } from './convolution';
import { constantValues, linearSpecs, partOf, required, uniformValues, within } from './initial';
import type { Layer, LayerContext, LayerWeights } from './layer';
import { flagOf, type Params, sizeParam } from './params';
import { classRows, isClassRow, toldSpecs, toldVector } from './told';

/**
 * A U-Net (Ronneberger et al. 2015) of residual blocks as denoisers have them (Ho et al. 2020, appendix B): `[B, H, W, inputs]` to `[B, H, W, outputs]`.
 * Each level has half the size of the one above; on the way up it is joined by what the same level had on the way down. The time and the class are told
 * to every residual block after its first convolution; `attention` lets all places of the lowest level look at each other.
 * Params: `inputs`, `outputs`, `channels` (of each level, from the full size down), `patch` (pixels taken together, so that the full size is that of the patches),
 * `blocks` a level and way, `attention`, `time`, `classes`.
 */
export const unet: Layer = {
  parameters: (params) => [...toldSpecs(params, toldWidth(params)), ...partSpecs(params)],

  initialise(spec, random) {
    if (/norm\d?\.weight$/.test(spec.name)) return constantValues(spec, 1);
    if (spec.name.endsWith('bias')) return constantValues(spec, 0);
    if (isClassRow(spec)) return classRows(spec, random);
    // What blocks are told begins quieter than what they see: it is the same at every place, and drowns what is not in the norm that follows. At full size,
    // flow matching of 16 × 16 digits stood for ten steps longer at a loss of 1.2, where a network sees nothing of the noise.
    if (spec.name.endsWith('.told.weight')) return uniformValues(spec, random, TOLD_GAIN);
    // Ends of branches begin at full size. Begun near 0, as in Ho et al. 2020's code, 16 × 16 digits had a flow-matching loss of 1.15 after 40 steps, and so 0.57:
    // trainings in a browser are short.
    const isEnd = /^(out|.*conv2)\.filter$|^attention\.output/.test(spec.name);
    return uniformValues(spec, random, isEnd ? 1 : Math.SQRT2);
  },

  forward([x, ...told], weights, params, context) {
    if (!x) throw new NetworkError('takes an input, and has none.');
    const vector = toldVector(told, weights, params);
    return walk(params, x, tensorSteps(weights, vector && silu(vector), context));
  },

  keeps: (params, [, height, width]) => keptBy(params, Number(height) * Number(width)),
};

/** What a U-Net is made of, as it is done to tensors, or to mere numbers of channels. */
interface Steps<Value> {
  convolution(x: Value, name: string, taps: number, channels: number, stride: number): Value;
  /** Group norm, then SiLU. */
  normalised(x: Value, name: string): Value;
  told(x: Value, name: string): Value;
  attend(x: Value, name: string): Value;
  doubled(x: Value): Value;
  /** Squares of pixels taken together, and put apart again. */
  folded(x: Value, patch: number): Value;
  unfolded(x: Value, patch: number): Value;
  joined(a: Value, b: Value): Value;
  add(a: Value, b: Value): Value;
  channelsOf(x: Value): number;
  /** Frees what is made on the way, but for what a gradient needs. */
  tidied(make: () => Value): Value;
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
      h = residual(h, `down${level}.${block}`, width, steps);
      if (level === lowest && block === 0 && hasAttention(params)) h = steps.attend(h, 'attention');
    }
    if (level < lowest) skips.push(h);
  }
  for (const [level, width] of [...channels.entries()].reverse().slice(1)) {
    const skip = skips.pop();
    if (skip === undefined) throw new NetworkError(`level ${level} kept nothing.`);
    h = steps.joined(steps.convolution(steps.doubled(h), `grow${level}`, 3, width, 1), skip);
    for (const block of blocks) h = residual(h, `up${level}.${block}`, width, steps);
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

/** Norm, SiLU, convolution, twice, beside a shortcut. */
const residual = <Value>(x: Value, name: string, width: number, steps: Steps<Value>): Value =>
  steps.tidied(() => {
    const first = steps.convolution(steps.normalised(x, `${name}.norm1`), `${name}.conv1`, 3, width, 1);
    const situated = steps.told(first, `${name}.told`);
    const second = steps.convolution(steps.normalised(situated, `${name}.norm2`), `${name}.conv2`, 3, width, 1);
    const kept = steps.channelsOf(x) === width ? x : steps.convolution(x, `${name}.shortcut`, 1, width, 1);
    return steps.add(kept, second);
  });

function tensorSteps(weights: LayerWeights, situation: Tensor | null, context: LayerContext): Steps<Tensor> {
  const weight = (name: string) => required(weights, name);
  const norm = (x: Tensor, name: string, silu: boolean) => {
    const options = { groups: groupsOf(x.shape.at(-1) ?? 0), epsilon: 1e-5, silu };
    return groupNorm(x, weight(`${name}.weight`), weight(`${name}.bias`), options);
  };
  return {
    convolution: (x, name, _taps, _channels, stride) =>
      convolve(x, weight(`${name}.filter`), weight(`${name}.bias`), stride),
    normalised: (x, name) => norm(x, name, true),
    told: (x, name) =>
      situation ? add(x, everywhere(linear(situation, weight(`${name}.weight`), weight(`${name}.bias`)))) : x,
    attend(x, name) {
      const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
      const places = reshape(norm(x, `${name}Norm`, false), [batch, height * width, channels]);
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
    add,
    channelsOf: (x) => x.shape.at(-1) ?? 0,
    tidied: (make) => tidy(make),
  };
}

/** The parameters of all parts, found by walking the network with nothing but numbers of channels. */
function partSpecs(params: Params): ParameterSpec[] {
  const specs: ParameterSpec[] = [];
  const isTold = toldSpecs(params, 1).length > 0;
  const normed = (x: number, name: string) => {
    specs.push({ name: `${name}.weight`, shape: [x] }, { name: `${name}.bias`, shape: [x] });
    return x;
  };
  walk<number>(params, sizeParam(params, 'inputs'), {
    convolution(x, name, taps, channels) {
      specs.push({ name: `${name}.filter`, shape: [taps, taps, x, channels] });
      specs.push({ name: `${name}.bias`, shape: [channels] });
      return channels;
    },
    normalised: normed,
    told(x, name) {
      if (isTold) specs.push(...linearSpecs(name, toldWidth(params), x, true));
      return x;
    },
    attend(x, name) {
      normed(x, `${name}Norm`);
      specs.push(...within(name, attention.parameters(attentionParams(x))));
      return x;
    },
    doubled: (x) => x,
    folded: (x, patch) => x * patch ** 2,
    unfolded: (x, patch) => x / patch ** 2,
    joined: (a, b) => a + b,
    add: (a) => a,
    channelsOf: (x) => x,
    tidied: (make) => make(),
  });
  return specs;
}

/** Of the maps from time and class to the channels of each block. */
const TOLD_GAIN = 0.3;

/** What goes into a convolution or a norm is kept for its gradient. The places of each value are counted besides its channels. */
function keptBy(params: Params, places: number): number {
  let kept = 0;
  const keep = (channels: number, among: number) => {
    kept += channels * among;
    return { channels, places: among };
  };
  walk<{ readonly channels: number; readonly places: number }>(
    params,
    { channels: sizeParam(params, 'inputs'), places },
    {
      convolution: (x, _name, _taps, channels, stride) => keep(channels, x.places / stride ** 2),
      normalised: (x) => keep(x.channels, x.places),
      told: (x) => x,
      attend: (x) => x,
      doubled: (x) => ({ ...x, places: 4 * x.places }),
      folded: (x, patch) => ({ channels: x.channels * patch ** 2, places: x.places / patch ** 2 }),
      unfolded: (x, patch) => ({ channels: x.channels / patch ** 2, places: x.places * patch ** 2 }),
      joined: (a, b) => ({ ...a, channels: a.channels + b.channels }),
      add: (a) => a,
      channelsOf: (x) => x.channels,
      tidied: (make) => make(),
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
