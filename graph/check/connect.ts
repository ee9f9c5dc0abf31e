import type { Catalogue } from '../catalogue';
import type { NodeEntry } from '../directory';
import type { GraphDocument, WireEnd } from '../document';
import { applyEdit, connectEdit } from '../edit';
import { sentenceOf } from '../errors';
import { type Conversion, type Kind, matchKinds } from '../kinds';
import { portOf } from '../node';
import { reach } from '../reach';
import { contractOf } from '../subgraph';
import type { Checker } from './check';

export type Connection =
  | { readonly fits: true; readonly conversion?: Conversion }
  | { readonly fits: false; readonly why: string };

/**
 * Whether a wire may be drawn, and why not, in the user's words. With a checker, shapes are asked too: the wire is drawn on a copy, and whatever
 * error that makes is the reason.
 */
export function canConnect(
  document: GraphDocument,
  catalogue: Catalogue,
  from: WireEnd,
  to: WireEnd,
  checker?: Checker,
): Connection {
  const output = portAt(document, catalogue, from, 'outputs');
  const input = portAt(document, catalogue, to, 'inputs');
  if (!output || !input) return { fits: false, why: 'There is no such port.' };
  if (from.node === to.node) return { fits: false, why: 'A node cannot feed itself.' };
  const fitting = matchKinds(output.kind, input.kind);
  if (!fitting.fits) return fitting;
  if (reach(document.wires, [to.node], 'forwards').has(from.node))
    return { fits: false, why: 'That would make a loop, and a loop has no order to run in.' };
  const edit = connectEdit(document, from, to);
  if (checker && edit) {
    const errors = (one: GraphDocument) => checker(one).problems.filter((problem) => problem.level === 'error');
    const known = new Set(errors(document).map((problem) => `${problem.nodeId}\n${problem.code}\n${problem.title}`));
    const made = errors(applyEdit(document, edit)).find(
      (problem) =>
        // What comes in at a port of the graph around is asked where that graph is checked as a whole.
        problem.code !== 'wire.missing' &&
        problem.code !== 'subgraph.nothing-around' &&
        !known.has(`${problem.nodeId}\n${problem.code}\n${problem.title}`),
    );
    if (made) return { fits: false, why: sentenceOf(made) };
  }
  return fitting;
}

/** One end of a wire that has no other end yet. */
export interface OpenEnd {
  readonly kind: Kind;
  /** `output`: something is needed that takes it; `input`: something that gives it. */
  readonly direction: 'output' | 'input';
}

/** The nodes, with the port to use, that fit the open end of a wire: what quick-add offers. Exact fits come before conversions, `any` last. */
export function fittingNodes(
  entries: ReadonlyMap<string, NodeEntry>,
  { kind, direction }: OpenEnd,
): readonly { readonly entry: NodeEntry; readonly port: string }[] {
  const found: { entry: NodeEntry; port: string; rank: number }[] = [];
  for (const entry of entries.values())
    for (const [port, declared] of Object.entries(direction === 'output' ? entry.inputs : entry.outputs)) {
      const other = portOf(declared).kind;
      const fitting = direction === 'output' ? matchKinds(kind, other) : matchKinds(other, kind);
      if (!fitting.fits) continue;
      found.push({ entry, port, rank: other.name === 'any' ? 2 : fitting.conversion ? 1 : 0 });
      break;
    }
  return found.sort((a, b) => a.rank - b.rank).map(({ entry, port }) => ({ entry, port }));
}

function portAt(document: GraphDocument, catalogue: Catalogue, end: WireEnd, side: 'inputs' | 'outputs') {
  const node = document.nodes.find((one) => one.id === end.node);
  const declared = node && contractOf(node, catalogue)?.[side][end.port];
  return declared ? portOf(declared) : null;
}
