import type { GraphNode } from './document';
import type { AnyContract } from './node';

/** All node contracts by type. `nodes/index.ts` makes the real one; tests make small ones. */
export type Catalogue = ReadonlyMap<string, AnyContract>;

/** Puts contracts into a catalogue. @throws Error when two have the same type: a mistake in the program, not of the user */
export function makeCatalogue(contracts: readonly AnyContract[]): Catalogue {
  const catalogue = new Map<string, AnyContract>();
  for (const contract of contracts) {
    if (catalogue.has(contract.type)) throw new Error(`two nodes have the type ${contract.type}`);
    catalogue.set(contract.type, contract);
  }
  return catalogue;
}

/** What people call a node: its own title, or that of its type; of a type that nobody knows, its name. */
export function titleOf(
  { title, type }: Pick<GraphNode, 'title' | 'type'>,
  known: ReadonlyMap<string, { readonly title: string }>,
): string {
  return title ?? known.get(type)?.title ?? type;
}
