import { type AnyContract, type Catalogue, contractOf, GenloomError, type GraphNode } from '@/graph';
import { familyOf, loadFamily } from '@/nodes/load-family';

const loaded = new Map<string, AnyContract>();
/** Families that are here whole: a type of theirs that is not among `loaded` is one that nobody knows. */
const whole = new Set<string>();

/** The contracts that this page has: at least those of the nodes in the open graph. All that one chooses a node by is in `entries.ts`. */
export const catalogue: Catalogue = loaded;

/** The contract of a node as it stands in a graph: that of a subgraph is made from what lies inside. */
export const contractFor = (node: Pick<GraphNode, 'type' | 'body' | 'params'> | undefined): AnyContract | undefined =>
  node && contractOf(node, catalogue);

/** Whether the contracts of these nodes are there already; types that nobody knows are never waited for. */
export const hasContracts = (nodes: Iterable<Typed>): boolean => missing(nodes).length === 0;

/**
 * Gets the contracts of these nodes, with all of their families. Where they are there already, nothing is waited for.
 * @throws GenloomError `catalogue.unreachable` where they cannot be had, without a connection say
 */
export async function loadContracts(nodes: Iterable<Typed>): Promise<void> {
  const wanted = missing(nodes);
  if (wanted.length === 0) return;
  try {
    const found = await Promise.all(wanted.map(loadFamily));
    for (const contract of found.flat()) loaded.set(contract.type, contract);
    for (const family of wanted) whole.add(family);
  } catch (cause) {
    throw new GenloomError({
      code: 'catalogue.unreachable',
      title: 'A part of Genloom could not be loaded.',
      detail: cause instanceof Error ? cause.message : String(cause),
      fix: 'See that the program still runs and can be reached, then try again.',
    });
  }
}

type Typed = Pick<GraphNode, 'type'>;

/** The families that these nodes need and that are not here yet. */
function missing(nodes: Iterable<Typed>): readonly string[] {
  const families = new Set([...nodes].flatMap(({ type }) => familyOf(type) ?? []));
  return [...families].filter((family) => !whole.has(family));
}
