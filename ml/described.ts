import type { Dim, ExampleInput, Network, Operation, ParameterSpec } from './network';

/** A network as it is described before anything runs: sizes may still be symbols. */
interface DescribedNetwork extends Omit<Network, 'operations' | 'vocabularySize' | 'examples'> {
  readonly operations: readonly (Omit<Operation, 'parameters'> & {
    readonly parameters: readonly (Omit<ParameterSpec, 'shape'> & { readonly shape: readonly Dim[] })[];
  })[];
  readonly vocabularySize?: Dim;
  readonly examples?: ExampleInput<Dim>;
}

/** The network with a number for each size; `known` gives it, or throws. */
export const withSizes = (network: DescribedNetwork, known: (dim: Dim) => number): Network => ({
  output: network.output,
  ...(network.vocabularySize === undefined ? {} : { vocabularySize: known(network.vocabularySize) }),
  ...(network.examples && { examples: { ...network.examples, shape: network.examples.shape.map(known) } }),
  ...(network.context === undefined ? {} : { context: network.context }),
  operations: network.operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.map((parameter) => ({ ...parameter, shape: parameter.shape.map(known) })),
  })),
});
