import { attentionProbabilities, mixValues } from '../functions/attend';
import { embedding } from '../functions/embedding';
import { linear } from '../functions/linear';
import { layerNorm } from '../functions/norms';
import { type Dim, NetworkError, type ParameterSpec } from '../network';
import type { Random } from '../random';
import { add, cast, equal, mul, reshape, type Tensor, tensor1d } from '../tf';
import { constantValues, linearSpecs, required, uniformValues, xavierValues } from './initial';
import type { Layer, LayerContext, LayerWeights } from './layer';
import { type Params, sizeParam } from './params';

/**
 * Every place of an image `[B, H, W, width]`, or every patch `[B, places, width]`, looks at the words of its caption, int32 `[B, length]`, and adds what it
 * finds: `x + attention(norm(x), words)` (Vaswani et al. 2017; Rombach et al. 2022, section 3.3). A word is a learned row, and where it stands another. Word 0
 * is none and is not looked at, but for the first place, so that of an empty caption something is left that can be learned. The output begins at 0: a new
 * layer changes nothing. Params: `width`, `heads`, `words`, `length`. Captures `words [B, heads, places, length]`.
 */
export const crossAttention: Layer = {
  parameters(params) {
    const { width, words, length } = settings(params);
    return [
      { name: 'norm.weight', shape: [width] },
      { name: 'norm.bias', shape: [width] },
      { name: 'words', shape: [words, width] },
      { name: 'positions', shape: [length, width] },
      ...['query', 'key', 'value', 'output'].flatMap((name) => linearSpecs(name, width, width, true)),
    ];
  },

  initialise(spec, random) {
    if (spec.name === 'norm.weight') return constantValues(spec, 1);
    if (spec.name.endsWith('.bias') || spec.name === 'output.weight') return constantValues(spec, 0);
    return spec.name === 'words' || spec.name === 'positions' ? rows(spec, random) : xavierValues(spec, random);
  },

  keeps({ heads, length }, [, ...sizes]) {
    const numbers = sizes.reduce<number>((product, size) => product * numberOf(size), 1);
    const places = numbers / Math.max(1, numberOf(sizes.at(-1) ?? 1));
    return 4 * numbers + 2 * places * Number(heads) * Number(length);
  },

  forward([x, caption], weights, params, context) {
    if (!x || !caption) throw new NetworkError('is to be told a caption, and was given none.');
    const { width, heads, length } = settings(params);
    const batch = x.shape[0] ?? 0;
    const part = (name: string, from: Tensor) =>
      linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
    const inHeads = (name: string, from: Tensor) => reshape(part(name, from), [batch, -1, heads, width / heads]);
    const normal = layerNorm(x, required(weights, 'norm.weight'), required(weights, 'norm.bias'), 1e-5);
    const words = wordsAt(caption, weights);
    const queries = inHeads('query', reshape(normal, [batch, -1, width]));
    const probabilities = attentionProbabilities(queries, inHeads('key', words), hidden(caption, length, context));
    context.capture?.('words', probabilities);
    const found = reshape(mixValues(probabilities, inHeads('value', words)), x.shape);
    return add(x, part('output', found));
  },
};

/** The row of each word and that of its place, added: `[B, length, width]`. */
const wordsAt = (caption: Tensor, weights: LayerWeights): Tensor =>
  add(embedding(required(weights, 'words'), caption), required(weights, 'positions'));

/** What keeps places without a word from being looked at, but for the first: `[B, 1, 1, length]`, added to the scores. */
function hidden(caption: Tensor, length: number, { constants }: LayerContext): Tensor {
  const unlikely = constants.get(`caption/${length}`, () =>
    tensor1d(Array.from({ length }, (_, place) => (place === 0 ? 0 : -1e9))),
  );
  return reshape(mul(cast(equal(caption, 0), 'float32'), unlikely), [-1, 1, 1, length]);
}

/** Rows of deviation 1, which differ enough to be told apart from the beginning. */
const rows = (spec: ParameterSpec, random: Random): Float32Array =>
  uniformValues(spec, random, Math.sqrt(spec.shape[0] ?? 1));

const numberOf = (size: Dim): number => (typeof size === 'number' ? size : 1);

function settings(params: Params) {
  const [width, heads] = [sizeParam(params, 'width'), sizeParam(params, 'heads')];
  if (width % heads !== 0) throw new NetworkError(`a width of ${width} does not divide into ${heads} heads.`);
  return { width, heads, words: sizeParam(params, 'words'), length: sizeParam(params, 'length') };
}
