import type { GraphNode, JsonObject, Wire } from '@/graph';
import { node, wire } from './build';

export interface PointsLife {
  /** The shape that is learned. */
  readonly shape: string;
  /** Where “Make examples” and “Compare examples” stand. */
  readonly x: number;
  /** The nodes that are told the shape of an example. */
  readonly told: readonly string[];
  readonly train: GraphNode;
  /** Networks from node to node: `'input → mlp'`. */
  readonly networks: readonly string[];
  /** Which network goes to which port of the trainer: `'output → network'`. */
  readonly trained: readonly string[];
  readonly make?: JsonObject;
}

/** What every model of points lives through besides its own networks: points, a part put aside, training, new points, and a comparison with what was put aside. */
export function pointsLife({ shape, x, told, train, networks, trained, make = {} }: PointsLife): {
  readonly nodes: readonly GraphNode[];
  readonly wires: readonly Wire[];
} {
  return {
    nodes: [
      node('points', 'source.points', 0, 20, { shape, count: 6_000 }),
      node('split', 'prepare.split-examples', 0, 320, { validation: 0.25 }),
      train,
      node('make', 'generate.examples', x, 0, { count: 1_500, ...make }),
      node('compare', 'evaluate.examples', x, 320),
    ],
    wires: [
      wire('points.examples → split.examples'),
      ...told.map((to) => wire(`split.training → ${to}.examples`)),
      ...networks.map(networkWire),
      ...trained.map((pair) => wire(pair.replace(' → ', '.network → train.'))),
      wire('split.training → train.examples'),
      wire('split.validation → train.validation'),
      wire('train.model → make.model'),
      wire('split.validation → make.given'),
      wire('make.examples → compare.made'),
      wire('split.validation → compare.real'),
      wire('split.training → compare.training'),
    ],
  };
}

/** A network goes from one node to another: `'input → mlp'`. */
export const networkWire = (pair: string): Wire => wire(`${pair.replace(' → ', '.network → ')}.network`);
