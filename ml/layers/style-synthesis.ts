import { linear } from '../functions/linear';
import { gaussianNoise } from '../functions/noise';
import { upsampleNearest } from '../functions/upsample';
import { modulatedConvolution } from '../gan/modulated-convolution';
import type { ParameterSpec } from '../network';
import { add, mul, reshape, split, type Tensor, type Tensor4D, tile } from '../tf';
import { activate } from './activation';
import { constantValues, linearSpecs, onlyInput, required, uniformValues } from './initial';
import type { Layer, LayerWeights } from './layer';
import { flagOf, numberOf, type Params, sizeParam } from './params';

/**
 * The synthesis network of StyleGAN 2 (Karras et al. 2020, figure 2d, with output skips as in figure 7b): a style `[B, inputs]` to images
 * `[B, height, width, outputs]`. It begins at a learned picture; each level doubles it and convolves it with filters that the style modulates, adds noise by a
 * learned strength, and adds its own part to the image. Without random numbers there is no noise, which is its mean.
 * Params: `inputs`, `height`, `width`, `outputs`, `channels` (at the full size; twice as many a level below), `doublings`, `noise`; and `crossover`, the level
 * from which on a second style counts, which then comes beside the first: `[B, 2 inputs]` (style mixing, Karras et al. 2019, section 3.1).
 */
export const styleSynthesis: Layer = {
  parameters(params) {
    const [inputs, outputs] = [sizeParam(params, 'inputs'), sizeParam(params, 'outputs')];
    const [first, ...rest] = levelsOf(params);
    const levels = first ? [first, ...rest] : [];
    return [
      { name: 'constant', shape: [first?.height ?? 1, first?.width ?? 1, first?.from ?? 1] },
      ...levels.flatMap(({ from, to }, level): ParameterSpec[] => [
        { name: `level${level}.filter`, shape: [3, 3, from, to] },
        { name: `level${level}.bias`, shape: [to] },
        ...linearSpecs(`level${level}.style`, inputs, from, true),
        ...(flagOf(params, 'noise', true) ? [{ name: `level${level}.noise`, shape: [1] }] : []),
        { name: `image${level}.filter`, shape: [1, 1, to, outputs] },
        { name: `image${level}.bias`, shape: [outputs] },
        ...linearSpecs(`image${level}.style`, inputs, to, true),
      ]),
    ];
  },

  initialise(spec, random) {
    // A style of 1 leaves a filter as it is; noise begins at no strength (Karras et al. 2019, appendix C).
    if (spec.name.endsWith('style.bias')) return constantValues(spec, 1);
    if (spec.name.endsWith('bias') || spec.name.endsWith('noise')) return constantValues(spec, 0);
    if (spec.name === 'constant') return constantValues(spec, 0).map(() => random.normal());
    return uniformValues(spec, random);
  },

  forward(given, weights, params, { random, scope }) {
    const styles = onlyInput(given);
    const batch = styles.shape[0] ?? 0;
    const crossover = numberOf(params, 'crossover', 0);
    const [first = styles, second = first] = crossover > 0 ? split(styles, 2, 1) : [styles];
    const constant = required(weights, 'constant');
    let h = tile(reshape(constant, [1, ...constant.shape]), [batch, 1, 1, 1]);
    let image: Tensor | null = null;
    for (const [level, { height, width }] of levelsOf(params).entries()) {
      const style = level < crossover ? first : second;
      if (level > 0) h = upsampleNearest(h as Tensor4D, 2);
      h = modulated(h, `level${level}`, style, weights, true);
      if (random && flagOf(params, 'noise', true)) {
        const noise = gaussianNoise([batch, height, width, 1], random.split(`${scope}/noise ${level}`));
        h = add(h, mul(noise, required(weights, `level${level}.noise`)));
      }
      h = activate(add(h, required(weights, `level${level}.bias`)), 'leaky-relu');
      const own = add(modulated(h, `image${level}`, style, weights, false), required(weights, `image${level}.bias`));
      image = image ? add(upsampleNearest(image as Tensor4D, 2), own) : own;
    }
    return image ?? h;
  },
};

function modulated(x: Tensor, name: string, style: Tensor, weights: LayerWeights, demodulate: boolean): Tensor {
  const own = linear(style, required(weights, `${name}.style.weight`), required(weights, `${name}.style.bias`));
  return modulatedConvolution(x, required(weights, `${name}.filter`), own, demodulate);
}

/** The levels from the smallest up: their size, and how many channels come in and go out. */
function levelsOf(params: Params) {
  const [height, width] = [sizeParam(params, 'height'), sizeParam(params, 'width')];
  const [channels, doublings] = [sizeParam(params, 'channels'), sizeParam(params, 'doublings')];
  return Array.from({ length: doublings + 1 }, (_, level) => ({
    height: height / 2 ** (doublings - level),
    width: width / 2 ** (doublings - level),
    from: channels * 2 ** (doublings - Math.max(0, level - 1)),
    to: channels * 2 ** (doublings - level),
  }));
}
