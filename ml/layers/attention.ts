import { attendAtOnce, attendsAtOnce, attentionProbabilities, mixValues } from '../functions/attend';
import { alibiSlopes, attentionBias } from '../functions/attention-bias';
import { rmsNorm } from '../functions/norms';
import { quarterTurn, rotaryAngles, rotate } from '../functions/rope';
import { NetworkError } from '../network';
import { reshape, slice, type Tensor, tensor1d } from '../tf';
import { dropRandomly } from './drop-randomly';
import { constantValues, linearSpecs, linearValues, onlyInput, required } from './initial';
import type { Layer, LayerContext } from './layer';
import { choiceOf, flagOf, numberOf, type Params, sizeParam } from './params';
import { project } from './project';
import { ropeScalingOf } from './rope-params';

/**
 * Multi-head attention (Vaswani et al. 2017), `[B, T, width]` to the same; with fewer key/value heads than heads it is
 * grouped-query attention (Ainslie et al. 2023), with one, multi-query (Shazeer 2019).
 * Params: `width`, `heads`, `keyValueHeads`, `causal`, `positions` ('none', 'rope', 'alibi'), `ropeTheta`, `dropout`,
 * `bias`, `residualScale`; and what only published models need: `headWidth` where it is not `width / heads`, `ropeScaling`, `inputBias` and `outputBias`
 * where those of queries, keys and values, and of the output, are not as `bias` says, and `headNorm`, an RMSNorm of each query and key (Qwen3) with
 * `epsilon`. Captures `probabilities [B, heads, T, tokens]`.
 */
export const attention: Layer = {
  parameters(params) {
    const { width, heads, headWidth, keyValueHeads, inputBias, outputBias, headNorm } = settings(params);
    return [
      ...linearSpecs('query', width, heads * headWidth, inputBias),
      ...linearSpecs('key', width, keyValueHeads * headWidth, inputBias),
      ...linearSpecs('value', width, keyValueHeads * headWidth, inputBias),
      ...linearSpecs('output', heads * headWidth, width, outputBias),
      ...(headNorm ? ['queryNorm.weight', 'keyNorm.weight'].map((name) => ({ name, shape: [headWidth] })) : []),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name.includes('Norm.')) return constantValues(spec, 1);
    const scale = spec.name === 'output.weight' ? numberOf(params, 'residualScale', 1) : 1;
    return linearValues(spec, random, scale);
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const { heads, headWidth, keyValueHeads, dropoutRate, headNorm, epsilon } = settings(params);
    const [batch = 0, tokens = 0] = x.shape;
    const projectPart = (name: string, from: Tensor) => project(name, from, weights, params, context);
    const split = (name: string, count: number) => {
      return reshape(projectPart(name, x), [batch, tokens, count, headWidth]); // (B, T, H, D)
    };
    const even = (name: string, x: Tensor) => (headNorm ? rmsNorm(x, required(weights, `${name}.weight`), epsilon) : x);
    const turn = turning(params, headWidth, tokens, context);
    const queries = turn(even('queryNorm', split('query', heads)));
    const keysHere = turn(even('keyNorm', split('key', keyValueHeads)));
    const fresh = { keys: keysHere, values: split('value', keyValueHeads) };
    const own = { ...fresh, seen: tokens };
    const { keys, values, seen } = context.cache?.append(context.scope, fresh.keys, fresh.values) ?? own;

    const drops = context.training && dropoutRate > 0;
    const inSteps = () => attendInSteps(queries, firstTokens(keys, seen), firstTokens(values, seen), params, context);
    const joined =
      attendsAtOnce() && !drops && !context.capture
        ? attendAtOnce(queries, keys, values, { seen, ...visibility(params, context) }, inSteps)
        : inSteps();
    const output = projectPart('output', reshape(joined, [batch, tokens, heads * headWidth]));
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
  const { positions, ropeTheta, ropeScaling } = settings(params);
  if (positions !== 'rope') return (x: Tensor): Tensor => x;
  const kind = `${width}/${ropeTheta}${ropeScaling ? `/${JSON.stringify(ropeScaling)}` : ''}`;
  const angles = (part: 'cosines' | 'sines') =>
    constants.get(
      `rope/${part}/${offset}/${tokens}/${kind}`,
      () => rotaryAngles(offset, tokens, width, ropeTheta, ropeScaling)[part],
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
  if (params.headWidth === undefined && width % heads !== 0)
    throw new NetworkError(`a width of ${width} does not divide into ${heads} heads.`);
  const headWidth = sizeParam(params, 'headWidth', width / heads);
  if (heads % keyValueHeads !== 0) {
    throw new NetworkError(`${heads} heads do not divide into ${keyValueHeads} groups of keys and values.`);
  }
  if (positions === 'rope' && headWidth % 2 !== 0) {
    throw new NetworkError(`RoPE turns pairs of numbers, and each head is ${headWidth} wide: an odd number.`);
  }
  const bias = flagOf(params, 'bias', true);
  return {
    width,
    heads,
    headWidth,
    keyValueHeads,
    positions,
    ropeScaling: ropeScalingOf(params.ropeScaling),
    inputBias: flagOf(params, 'inputBias', bias),
    outputBias: flagOf(params, 'outputBias', bias),
    headNorm: flagOf(params, 'headNorm', false),
    epsilon: numberOf(params, 'epsilon', 1e-5),
    causal: flagOf(params, 'causal', true),
    ropeTheta: numberOf(params, 'ropeTheta', 10_000),
    dropoutRate: numberOf(params, 'dropout', 0),
  };
}
