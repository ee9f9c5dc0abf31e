import { addOperation, type Dim, type ExtendContext, type Facts, type Json, type Network, type z } from '@/graph';
import type { publishedFields } from './fields';
import { type AttentionSizes, DESCRIBED_CONTEXT, type Described } from './parameters';

/** What a block needs to know of the network that comes in. */
export interface Stem {
  readonly network: Network;
  readonly width: number;
  readonly vocabulary: Dim;
  /** The context that costs are told for. */
  readonly context: number;
}

/**
 * The network on a port and its width; null when nothing is known of it yet, because something before it is not connected.
 * Refuses what gives no vector for each token, such as a head's output.
 */
export function stemOf(facts: Facts | undefined, port: string, { refuse }: ExtendContext): Stem | null {
  const network = facts?.network;
  if (!network) return null;
  const vocabulary = network.vocabularySize;
  if (vocabulary === undefined)
    return refuse(port, {
      code: 'network.no-tokens',
      title: 'This network takes examples, not tokens.',
      detail: 'Blocks of a transformer work on a vector for each token of a text.',
      fix: 'Begin with a “Token embedding”, or use “MLP” here.',
    });
  const width = network.shape[2];
  const last = network.operations.find(({ id }) => id === network.output);
  if (last?.layer === 'language-head' || typeof width !== 'number')
    return refuse(port, {
      code: 'network.finished',
      title: 'This network already ends in a language-model head.',
      detail: 'A head gives a score for each token of the vocabulary; blocks go before it.',
      fix: 'Connect the block above the head instead.',
    });
  return { network, width, vocabulary, context: network.context ?? DESCRIBED_CONTEXT };
}

/** Puts a layer of the same width on top of a network, and hands on what else is known. */
export function extended(
  facts: Facts | undefined,
  network: Network,
  layer: string,
  params: { readonly [key: string]: Json },
  { parameters, flops }: Described,
): { readonly network: Facts } {
  return {
    network: { ...facts, network: addOperation(network, { layer, params, shape: network.shape, parameters, flops }) },
  };
}

/** The sizes of attention, or a refusal that says what would fit. */
export function headSizes(
  width: number,
  {
    heads,
    keyValueHeads,
    positions,
    headWidth: own = null,
  }: { heads: number; keyValueHeads: number | null; positions: string; headWidth?: number | null },
  port: string,
  { refuse }: ExtendContext,
): { readonly keyValueHeads: number } {
  if (own === null && width % heads !== 0) {
    const fitting = divisors(width).filter((count) => count <= 64);
    // With RoPE the width of a head must be even besides.
    const paired = fitting.filter((count) => (width / count) % 2 === 0);
    refuse(port, {
      code: 'attention.heads',
      title: `A width of ${width} does not divide into ${heads} heads.`,
      detail: 'Each head looks at an equal part of the width.',
      fix: `Use ${listed(fitting)} heads, or a width of ${Math.ceil(width / heads) * heads}.`,
      set: { param: 'heads', value: nearest(heads, positions === 'rope' && paired.length > 0 ? paired : fitting) },
    });
  }
  const shared = keyValueHeads || heads;
  if (heads % shared !== 0)
    refuse(port, {
      code: 'attention.key-value-heads',
      title: `${heads} heads cannot share ${shared} key/value heads evenly.`,
      fix: `Use ${listed(divisors(heads))} key/value heads.`,
      set: { param: 'keyValueHeads', value: nearest(shared, divisors(heads)) },
    });
  const headWidth = own ?? width / heads;
  if (positions === 'rope' && headWidth % 2 !== 0)
    refuse(port, {
      code: 'attention.odd-head',
      title: `RoPE turns pairs of numbers, and each head is ${headWidth} wide: an odd number.`,
      ...(own === null
        ? {
            fix: `Use a width of ${heads * (headWidth + 1)}, or other positions.`,
            set: { param: 'width', value: heads * (headWidth + 1), before: port },
          }
        : {
            fix: `Use heads of ${headWidth + 1} numbers, or other positions.`,
            set: { param: 'headWidth', value: headWidth + 1 },
          }),
    });
  return { keyValueHeads: shared };
}

type Published = { readonly [Name in keyof typeof publishedFields]: z.infer<(typeof publishedFields)[Name]> };

/** What a layer says of attention that few models have: only where it is not what attention does anyway, so that other networks keep their ids. */
export function publishedParams(
  width: number,
  params: Published & { readonly heads: number; readonly positions: string; readonly bias: boolean },
): Omit<AttentionSizes, 'width' | 'heads' | 'keyValueHeads' | 'bias'> & {
  readonly ropeScaling?: { readonly [key: string]: Json };
} {
  const { heads, headWidth, bias, headNorm, positions } = params;
  const flags = { inputBias: params.inputBias, outputBias: params.outputBias };
  const scaling = positions === 'rope' ? stretchOf(params) : null;
  return {
    ...(headWidth !== null && headWidth * heads !== width && { headWidth }),
    ...Object.fromEntries(
      Object.entries(flags).flatMap(([name, value]) =>
        value === 'same' || (value === 'on') === bias ? [] : [[name, value === 'on']],
      ),
    ),
    ...(headNorm && { headNorm }),
    ...(scaling && { ropeScaling: scaling }),
  };
}

/** As `ml/functions/rope-scaling.ts` takes it. */
function stretchOf({
  ropeScaling: kind,
  ropeFactor: factor,
  ...of
}: Published): { readonly [key: string]: Json } | null {
  const originalContext = of.ropeContext;
  switch (kind) {
    case 'none':
      return null;
    case 'linear':
      return { kind, factor };
    case 'dynamic':
      return { kind, factor, originalContext };
    case 'llama3':
      return { kind, factor, lowFrequency: of.ropeLow, highFrequency: of.ropeHigh, originalContext };
    case 'yarn': {
      const sharp = { attentionFactor: of.ropeSharpness, truncate: of.ropeWhole };
      return { kind, factor, fast: of.ropeFast, slow: of.ropeSlow, originalContext, ...sharp };
    }
  }
}

/** A setting of a layer that is said only where it is not what the layer does anyway. */
export const unlessUsual = <Name extends string>(name: Name, value: number, usual: number) =>
  (value === usual ? {} : { [name]: value }) as { readonly [N in Name]?: number };

const divisors = (number: number): number[] =>
  Array.from({ length: number }, (_, index) => index + 1).filter((count) => number % count === 0);

/** Of what would fit, what is nearest to what was wanted. */
const nearest = (wanted: number, fitting: readonly number[]): number =>
  fitting.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best), 1);

function listed(numbers: readonly number[]): string {
  const last = numbers.at(-1);
  return numbers.length < 2 ? `${last}` : `${numbers.slice(0, -1).join(', ')} or ${last}`;
}
