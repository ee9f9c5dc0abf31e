import type { ExtendContext, Facts, Network } from '@/graph';

/** What a block over examples needs to know of the network that comes in. */
export interface ExampleStem {
  readonly network: Network;
  /** Of what comes in, without the batch. */
  readonly shape: readonly number[];
  /** Numbers of what comes in, all of its axes multiplied. */
  readonly inputs: number;
  readonly time: boolean;
  readonly classes: number;
}

/** The network on a port, where it is one over examples; null when nothing is known of it yet. Refuses networks over tokens, and finished ones. */
export function exampleStemOf(facts: Facts | undefined, port: string, { refuse }: ExtendContext): ExampleStem | null {
  const network = facts?.network;
  if (!network) return null;
  const { examples } = network;
  if (!examples)
    return refuse(port, {
      code: 'network.no-examples',
      title: 'This network takes tokens, not points or images.',
      fix: 'Begin with an “Example input” or a “Noise input”.',
    });
  if (givesOf(network))
    return refuse(port, {
      code: 'network.finished',
      title: 'This network already ends in an output.',
      detail: 'Blocks go before it.',
      fix: 'Connect the block above the output instead.',
    });
  const sizes = network.shape.slice(1);
  if (!sizes.every((size) => typeof size === 'number')) return null;
  const inputs = sizes.reduce((product, size) => product * size, 1);
  return { network, shape: sizes, inputs, time: examples.time, classes: examples.classes };
}

/** How many words a network knows that is told captions, as the layers are told that hear a caption as a whole; nothing where it is told none. */
export function wordsKnown({ examples }: Network): { readonly words?: number } {
  const words = examples?.captions?.words;
  return words === undefined ? {} : { words };
}

/** What goes into a layer besides its input that is told so much, in the order in which layers take it. */
export const toldInputs = ({ time, classes, words }: Told): readonly string[] => [
  ...(time ? ['time'] : []),
  ...(classes > 0 ? ['label'] : []),
  ...(words === undefined ? [] : ['caption']),
];

interface Told extends Pick<ExampleStem, 'time' | 'classes'> {
  readonly words?: number | undefined;
}

/** What a network ends in. */
const GIVES = ['example', 'latent', 'score', 'codes', 'classes'] as const;
export type Gives = (typeof GIVES)[number];

/** What the last layer of a network gives, where it says so: such a network is finished. */
export function givesOf({ operations, output }: Network): Gives | null {
  const gives = operations.find(({ id }) => id === output)?.params.gives;
  return GIVES.find((name) => name === gives) ?? null;
}
