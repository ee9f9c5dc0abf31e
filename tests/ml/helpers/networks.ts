import { layerOf } from '@/ml/layers';
import type { Network, Operation } from '@/ml/network';

/** A GPT's settings, named as in the blocks. */
export interface GptSettings {
  readonly vocabulary: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly context: number;
  readonly keyValueHeads?: number;
  readonly positions?: 'learned' | 'sinusoidal' | 'rope' | 'alibi';
  readonly norm?: 'layer-norm' | 'rms-norm';
  readonly activation?: 'gelu' | 'silu' | 'relu' | 'swiglu';
  readonly dropout?: number;
  readonly bias?: boolean;
  readonly tied?: boolean;
  readonly causal?: boolean;
}

/** The network that a graph of embedding, positions, blocks and head describes. */
export function gpt(settings: GptSettings): Network {
  const { vocabulary, width, layers, heads, context, bias = false, dropout = 0 } = settings;
  const { positions = 'learned', norm = 'layer-norm', activation = 'gelu', tied = true } = settings;
  const absolute = positions === 'learned' || positions === 'sinusoidal';
  const block = {
    width,
    heads,
    keyValueHeads: settings.keyValueHeads ?? heads,
    causal: settings.causal ?? true,
    positions: absolute ? 'none' : positions,
    ropeTheta: 10_000,
    norm,
    activation,
    hidden: 4 * width,
    dropout,
    bias,
    residualScale: 1 / Math.sqrt(2 * layers),
  };
  const chain: Omit<Operation, 'inputs' | 'parameters' | 'shape'>[] = [
    { id: 'embedding', layer: 'token-embedding', params: { vocabulary, width } },
    ...(absolute ? [{ id: 'positions', layer: `position-${positions}`, params: { context, width } }] : []),
    ...Array.from({ length: layers }, (_, index) => ({
      id: `block${index}`,
      layer: 'transformer-block',
      params: block,
    })),
    {
      id: 'head',
      layer: 'language-head',
      params: { width, vocabulary, tied, tiedTo: 'embedding.weight', norm, bias },
    },
  ];
  return networkOf(chain, vocabulary);
}

/** A chain of operations with the parameters that their layers make. */
export function networkOf(
  chain: readonly Omit<Operation, 'inputs' | 'parameters' | 'shape'>[],
  vocabularySize: number,
): Network {
  const operations = chain.map((operation, index): Operation => {
    const bare = { ...operation, inputs: [chain[index - 1]?.id ?? 'input'], shape: ['B', 'T'], parameters: [] };
    return { ...bare, parameters: layerOf(bare).parameters(operation.params) };
  });
  return { operations, output: operations.at(-1)?.id ?? 'input', vocabularySize };
}
