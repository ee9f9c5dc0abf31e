/** A dimension of an operation's shape: a number, or the symbols `'B'` (batch) and `'T'` (tokens), known only when it runs. */
export type Dim = number | string;

/** One array of numbers that an operation learns, or measures. */
export interface ParameterSpec {
  /** Its name inside its operation, for instance `attention.query.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The full name (`operation.parameter`) of the parameter that it shares, instead of having its own. */
  readonly tiedTo?: string;
  /** Measured of the batches that pass while training, and not taught by a gradient, as batch norm's running mean is. Kept with the weights. */
  readonly statistic?: true;
}

/** One step of a network: a layer, its settings, and where its inputs come from. */
export interface Operation {
  readonly id: string;
  /** The name of a file in `ml/layers/`. */
  readonly layer: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Ids of earlier operations, or of what goes in: `'input'`, which is the token ids or the examples, `'time'`, `'label'` and `'caption'`. */
  readonly inputs: readonly string[];
  readonly shape: readonly Dim[];
  readonly parameters: readonly ParameterSpec[];
}

/** What goes into a network over examples. */
export interface ExampleInput<Size> {
  readonly shape: readonly Size[];
  readonly time: boolean;
  readonly classes: number;
  /** How many words a caption may be made of, and how many of a caption are told. */
  readonly captions?: { readonly words: number; readonly length: number };
}

/** A network as data: operations in topological order, and the one whose value is the output. */
export interface Network {
  readonly operations: readonly Operation[];
  readonly output: string;
  /** Of a network over tokens. */
  readonly vocabularySize?: number;
  /** Of a network over examples: what goes in besides them, and their shape without the batch. */
  readonly examples?: ExampleInput<number>;
  /** The most tokens that it can look at; absent or null where nothing limits it. */
  readonly context?: number | null;
}

/** An array of numbers with its shape, row-major. */
export interface WeightArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What a network has learned: every parameter that is not tied, by its full name `operation.parameter`. */
export type Weights = Readonly<Record<string, WeightArray>>;

/** The network, or the weights given with it, cannot be used: names the operation and says why. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  constructor(
    message: string,
    readonly operation?: string,
  ) {
    super(operation === undefined ? message : `${operation}: ${message}`);
  }
}

/** The full name of a parameter: `operation.parameter`, or the name of the one it is tied to. */
export const parameterKey = (operation: Operation, spec: ParameterSpec): string =>
  spec.tiedTo ?? `${operation.id}.${spec.name}`;

/** How many numbers an array of this shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dim) => size * dim, 1);

/** Every parameter that the network owns (tied ones once), in order, with its full name. */
export function ownParameters(network: Network): readonly { key: string; operation: Operation; spec: ParameterSpec }[] {
  return network.operations.flatMap((operation) =>
    operation.parameters
      .filter((spec) => spec.tiedTo === undefined)
      .map((spec) => ({ key: parameterKey(operation, spec), operation, spec })),
  );
}

/** The number of learned numbers of a network; tied parameters count once, and statistics not at all. */
export const countParameters = (network: Network): number =>
  ownParameters(network).reduce((count, { spec }) => count + (spec.statistic ? 0 : sizeOf(spec.shape)), 0);

/**
 * Fails unless the weights hold every parameter of the network, in its shape; those that are looked after elsewhere aside.
 * @throws NetworkError that names the first parameter that is missing or has another shape.
 */
export function checkWeights(
  network: Network,
  weights: Weights,
  elsewhere: Readonly<Record<string, unknown>> = {},
): void {
  for (const { key, operation, spec } of ownParameters(network)) {
    if (key in elsewhere) continue;
    const weight = weights[key];
    if (!weight) throw new NetworkError(`the weights lack “${spec.name}”.`, operation.id);
    if (weight.shape.join() !== spec.shape.join() || weight.data.length !== sizeOf(spec.shape)) {
      const found = `[${weight.shape.join(', ')}] with ${weight.data.length} numbers`;
      throw new NetworkError(`“${spec.name}” is ${found} and should be [${spec.shape.join(', ')}].`, operation.id);
    }
  }
}

/** The most tokens that the network can take at once: what it says itself, its smallest table of positions, or `Infinity`. */
export function contextLength(network: Network): number {
  const tables = network.operations
    .filter((operation) => operation.layer === 'position-learned')
    .map((operation) => operation.parameters[0]?.shape[0] ?? Number.POSITIVE_INFINITY);
  return Math.min(network.context ?? Number.POSITIVE_INFINITY, ...tables);
}
