import { hashJson } from '../hash';
import type { Json } from '../json';
import { type Dim, formatDim, resolveDim, type Shape } from './shape';

/** One weight tensor of an operation, before it has numbers. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: Shape;
  /** Full name (`<operation id>.<parameter>`) of the parameter whose weights are used instead (weight tying, Press & Wolf 2017). */
  readonly tiedTo?: string;
  /** Measured of the batches that pass while training, and not taught by a gradient, as batch norm's running mean is. Kept with the weights. */
  readonly statistic?: true;
}

/** One layer of a network, found in `ml/layers/` by its name. */
export interface Operation {
  readonly id: string;
  readonly layer: string;
  readonly params: { readonly [key: string]: Json };
  /** Ids of operations, or `input`; of a network over examples also `time`, `label` and `caption`. */
  readonly inputs: readonly string[];
  /** Shape of the output. */
  readonly shape: Shape;
  readonly parameters: readonly ParameterSpec[];
  /** Floating-point operations of a forward pass per token (per example where there are no tokens), at the context length it was described with; a multiply-add counts as two. */
  readonly flops: number;
}

/** What a network over examples takes: their shape without the batch, and what it is told besides. */
export interface ExampleInput {
  readonly shape: Shape;
  /** How far along the noise is, as denoisers are told; operations know it as `time`. */
  readonly time: boolean;
  /** How many classes there are where it is told the class, which operations know as `label`; 0 where it is not. */
  readonly classes: number;
  /** Where it is told a caption, which operations know as `caption`: how many words it knows, and how many of a caption it is given. */
  readonly captions?: CaptionInput;
}

/** The words of a caption as a network is given them: numbers below `words`, `length` of them. 0 is no word, 1 one that it does not know. */
export interface CaptionInput {
  readonly words: number;
  readonly length: number;
}

/** A network as data: operations in topological order, from token ids or examples to the output of the last one. */
export interface Network {
  readonly operations: readonly Operation[];
  readonly output: string;
  readonly shape: Shape;
  /** Of a network over tokens. */
  readonly vocabularySize?: Dim;
  /** Of a network over examples: points, images, noise. */
  readonly examples?: ExampleInput;
  /** The most tokens it can look at; null where nothing limits it. */
  readonly context: number | null;
}

/** Adds an operation. Its id comes from what it is and where it stands, so the same network has the same ids in every graph. */
export function addOperation(
  network: Network,
  operation: Omit<Operation, 'id' | 'inputs'> & { readonly inputs?: readonly string[] },
): Network {
  const inputs = operation.inputs ?? [network.output];
  const id = operationId(network, operation.layer, operation.params, inputs);
  const added: Operation = { ...operation, inputs, id };
  return { ...network, operations: [...network.operations, added], output: id, shape: operation.shape };
}

/** The id that {@link addOperation} will give. */
function operationId(network: Network, layer: string, params: Operation['params'], inputs: readonly string[]): string {
  const digest = hashJson({ layer, params, inputs }).slice(0, 8);
  const id = `${layer}-${digest}`;
  return network.operations.some((other) => other.id === id) ? `${id}-${network.operations.length}` : id;
}

/** The network with nothing in it yet but its input: token ids of shape [B, T]. */
export function emptyNetwork(vocabularySize: Dim): Network {
  return { operations: [], output: 'input', shape: ['B', 'T'], vocabularySize, context: null };
}

/** The network with nothing in it yet but its input: examples of this shape, or noise. */
export function emptyExampleNetwork(examples: ExampleInput): Network {
  return { operations: [], output: 'input', shape: ['B', ...examples.shape], examples, context: null };
}

/** All operations of two networks that start from the same input; shared ones once. Used where branches meet again. */
export function mergeOperations(a: Network, b: Network): readonly Operation[] {
  const known = new Set(a.operations.map((operation) => operation.id));
  return [...a.operations, ...b.operations.filter((operation) => !known.has(operation.id))];
}

/** Replaces symbols by what is known of them, in every shape. Operations without such a symbol, nearly all, stay the same objects. */
export function resolveNetwork(network: Network, substitution: ReadonlyMap<string, Dim>): Network {
  const dims = (shape: Shape) => shape.map((dim) => resolveDim(dim, substitution));
  const isBound = ({ shape }: { readonly shape: Shape }) =>
    shape.some((dim) => typeof dim === 'string' && substitution.has(dim));
  return {
    ...network,
    shape: dims(network.shape),
    ...(network.vocabularySize === undefined
      ? {}
      : { vocabularySize: resolveDim(network.vocabularySize, substitution) }),
    ...(network.examples && { examples: { ...network.examples, shape: dims(network.examples.shape) } }),
    operations: network.operations.map((operation) =>
      isBound(operation) || operation.parameters.some(isBound)
        ? {
            ...operation,
            shape: dims(operation.shape),
            parameters: operation.parameters.map((parameter) => ({ ...parameter, shape: dims(parameter.shape) })),
          }
        : operation,
    ),
  };
}

/** Number of trainable parameters. What still depends on a symbol is given apart: `{ known: 66_048, perSymbol: { V: 128 } }` means 66,048 + 128·V. */
export interface ParameterCount {
  readonly known: number;
  readonly perSymbol: Readonly<Record<string, number>>;
}

/** Counts parameters, tied ones once, and statistics not at all: nothing trains them. */
export function countParameters(operations: readonly Operation[]): ParameterCount {
  let known = 0;
  const perSymbol: Record<string, number> = {};
  for (const operation of operations)
    for (const parameter of operation.parameters) {
      if (parameter.tiedTo || parameter.statistic) continue;
      const symbols = parameter.shape.filter((dim): dim is string => typeof dim === 'string');
      const size = parameter.shape.reduce<number>(
        (product, dim) => (typeof dim === 'number' ? product * dim : product),
        1,
      );
      if (symbols.length === 0) known += size;
      else {
        const symbol = symbols.join('·');
        perSymbol[symbol] = (perSymbol[symbol] ?? 0) + size;
      }
    }
  return { known, perSymbol };
}

/** `824,576`, or `65,536 + 128·V` while the vocabulary is not known. */
export function formatParameters(operations: readonly Operation[]): string {
  const { known, perSymbol } = countParameters(operations);
  const open = Object.entries(perSymbol).map(([symbols, count]) => {
    const letters = symbols.split('·').map(formatDim).join('·');
    return `${count.toLocaleString('en')}·${letters}`;
  });
  return [...(known > 0 || open.length === 0 ? [known.toLocaleString('en')] : []), ...open].join(' + ');
}

/** Floating-point operations of one forward pass per token. */
export function countFlops(operations: readonly Operation[]): number {
  return operations.reduce((sum, operation) => sum + operation.flops, 0);
}
