import { attendAtOnce, attendsAtOnce, attentionProbabilities, mixValues } from '../functions/attend';
import { alibiSlopes, attentionBias } from '../functions/attention-bias';
import { quarterTurn, rotaryAngles, rotate } from '../functions/rope';
import { NetworkError } from '../network';
import { reshape, slice, type Tensor, tensor1d } from '../tf';
import { dropRandomly } from './drop-randomly';
import { linearSpecs, linearValues, onlyInput } from './initial';
import type { Layer, LayerContext } from './layer';
import { choiceOf, flagOf, numberOf, type Params, sizeParam } from './params';
import { project } from './project';

/**
 * Multi-head attention (Vaswani et al. 2017), `[B, T, width]` to the same; with fewer key/value heads than heads it is
 * grouped-query attention (Ainslie et al. 2023), with one, multi-query (Shazeer 2019).
 * Params: `width`, `heads`, `keyValueHeads`, `causal`, `positions` ('none', 'rope', 'alibi'), `ropeTheta`, `dropout`,
 * `bias`, `residualScale`. Captures `probabilities [B, heads, T, tokens]`.
 */
export const attention: Layer = {
  parameters(params) {
    const { width, headWidth, keyValueHeads, bias } = settings(params);
    return [
      ...linearSpecs('query', width, width, bias),
      ...linearSpecs('key', width, keyValueHeads * headWidth, bias),
      ...linearSpecs('value', width, keyValueHeads * headWidth, bias),
      ...linearSpecs('output', width, width, bias),
    ];
  },

  initialise(spec, random, params) {
    const scale = spec.name === 'output.weight' ? numberOf(params, 'residualScale', 1) : 1;
    return linearValues(spec, random, scale);
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const { width, heads, headWidth, keyValueHeads, dropoutRate } = settings(params);
    const [batch = 0, tokens = 0] = x.shape;
    const projectPart = (name: string, from: Tensor) => project(name, from, weights, params, context);
    const split = (name: string, count: number) => {
      return reshape(projectPart(name, x), [batch, tokens, count, headWidth]); // (B, T, H, D)
    };
    const turn = turning(params, headWidth, tokens, context);
    const queries = turn(split('query', heads));
    const fresh = { keys: turn(split('key', keyValueHeads)), values: split('value', keyValueHeads) };
    const own = { ...fresh, seen: tokens };
    const { keys, values, seen } = context.cache?.append(context.scope, fresh.keys, fresh.values) ?? own;

    const drops = context.training && dropoutRate > 0;
    const inSteps = () => attendInSteps(queries, firstTokens(keys, seen), firstTokens(values, seen), params, context);
    const joined =
      attendsAtOnce() && !drops && !context.capture
        ? attendAtOnce(queries, keys, values, { seen, ...visibility(params, context) }, inSteps)
        : inSteps();
    const output = projectPart('output', reshape(joined, [batch, tokens, width]));
    return dropRandomly(output, dropoutRate, context);
  },
};

/** Attention whose probabilities are shown, or dropped at random. */
function attendInSteps(queries: Tensor, keys: Tensor, values: Tensor, params: Params, context: LayerContext): Tensor {
  const bias = attentionBiasOf(params, queries.shape[1] ?? 0, keys.shape[1] ?? 0, context);
  const probabilities = attentionProbabilities(queries, keys, bias);
  context.capture?.('probabilities', probabilities);
  return mixValues(dropRandomly(probabilities, settings(params).dropoutRate, context), values);
}

/** What adds causality and ALiBi to scores `[B, heads, queries, keys]`. */
function attentionBiasOf(params: Params, queries: number, keys: number, { constants }: LayerContext) {
  const { heads, causal, positions } = settings(params);
  const make = attentionBias(queries, keys, causal, positions === 'alibi' ? alibiSlopes(heads) : []);
  if (!make) return undefined;
  const kind = `${causal ? 'causal' : 'open'}/${positions === 'alibi' ? heads : 0}`;
  return constants.get(`attention-bias/${kind}/${queries}/${keys}`, make);
}

/** The same for the kernel that does it by itself. */
function visibility(params: Params, { constants }: LayerContext) {
  const { heads, causal, positions } = settings(params);
  if (positions !== 'alibi') return { causal };
  return { causal, slopes: constants.get(`alibi-slopes/${heads}`, () => tensor1d(alibiSlopes(heads))) };
}

/** A cache may have room for more tokens than it holds. */
function firstTokens(x: Tensor, seen: number): Tensor {
  const [batch = 0, capacity = 0, heads = 0, width = 0] = x.shape;
  return capacity === seen ? x : slice(x, [0, 0, 0, 0], [batch, seen, heads, width]);
}

/** Rotary positions for queries and keys, or nothing. */
function turning(params: Params, width: number, tokens: number, { offset, constants }: LayerContext) {
  const { positions, ropeTheta } = settings(params);
  if (positions !== 'rope') return (x: Tensor): Tensor => x;
  const angles = (part: 'cosines' | 'sines') =>
    constants.get(
      `rope/${part}/${offset}/${tokens}/${width}/${ropeTheta}`,
      () => rotaryAngles(offset, tokens, width, ropeTheta)[part],
    );
  const tables = {
    cosines: angles('cosines'),
    sines: angles('sines'),
    quarterTurn: constants.get(`rope/turn/${width}`, () => quarterTurn(width)),
  };
  return (x: Tensor): Tensor => rotate(x, tables);
}

function settings(params: Params) {
  const width = sizeParam(params, 'width');
  const heads = sizeParam(params, 'heads');
  const keyValueHeads = sizeParam(params, 'keyValueHeads', heads);
  const positions = choiceOf(params, 'positions', ['none', 'rope', 'alibi']);
  const headWidth = width / heads;
  if (width % heads !== 0) throw new NetworkError(`a width of ${width} does not divide into ${heads} heads.`);
  if (heads % keyValueHeads !== 0) {
    throw new NetworkError(`${heads} heads do not divide into ${keyValueHeads} groups of keys and values.`);
  }
  if (positions === 'rope' && headWidth % 2 !== 0) {
    throw new NetworkError(`RoPE turns pairs of numbers, and each head is ${headWidth} wide: an odd number.`);
  }
  return {
    width,
    heads,
    headWidth,
    keyValueHeads,
    positions,
    causal: flagOf(params, 'causal', true),
    ropeTheta: numberOf(params, 'ropeTheta', 10_000),
    dropoutRate: numberOf(params, 'dropout', 0),
    bias: flagOf(params, 'bias', true),
  };
}
