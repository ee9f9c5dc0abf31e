import type { Catalogue } from '../catalogue';
import type { GraphNode } from '../document';
import { kindName } from '../kinds';
import { type AnyContract, type Facts, portOf } from '../node';
import { bodyPorts, contractOf, INSIDE, openBody, VALUE } from '../subgraph';
import type { CheckResult, NodeFacts } from './check';
import type { Problem } from './problem';

/** What a check found in the graph inside a node that runs it: everything by its path. */
export type Inside = Pick<CheckResult, 'problems' | 'facts' | 'params' | 'blocked'> & {
  /** Whether something inside keeps the node from running. */
  readonly stuck: boolean;
};

/** Checks the graph inside a node that runs it itself, with what is known of what comes into the node; null where there is none. */
export function checkInside(
  node: GraphNode,
  catalogue: Catalogue,
  given: Readonly<Record<string, Facts>>,
  check: (
    document: ReturnType<typeof openBody>['document'],
    catalogue: Catalogue,
    known: ReadonlyMap<string, NodeFacts>,
  ) => CheckResult,
): Inside | null {
  const contract = contractOf(node, catalogue);
  if (!node.body || !contract?.wraps) return null;
  const { document, outputs } = openBody(node.body, node.params, catalogue);
  const known = new Map<string, NodeFacts>();
  for (const { id, kind } of bodyPorts(node.body, catalogue).inputs) {
    const facts = given[id];
    if (facts && isOfKind(contract, id, kindName(kind))) known.set(id, { [VALUE]: facts });
  }
  const checked = check(document, catalogue, known);
  const path = (id: string) => node.id + INSIDE + id;
  const byPath = <Value>(found: ReadonlyMap<string, Value>) =>
    new Map([...found].map(([id, value]) => [path(id), value]));
  const problems: Problem[] = checked.problems.map((problem) => ({ ...problem, nodeId: path(problem.nodeId) }));
  const refused = contract.wraps.refuse?.(bodyPorts(node.body, catalogue));
  if (refused) problems.push({ ...refused, nodeId: node.id, level: 'error' });
  for (const { id, title, source } of outputs)
    if (!source)
      problems.push({
        nodeId: path(id),
        port: VALUE,
        level: 'error',
        code: 'wire.missing',
        title: `Nothing leads to “${title}”.`,
        fix: 'Connect what it is to give, or remove it.',
      });
  return {
    problems,
    facts: byPath(checked.facts),
    params: byPath(checked.params),
    blocked: new Set([...checked.blocked].map(path)),
    stuck: refused != null || outputs.some(({ source }) => !source || checked.blocked.has(source.node)),
  };
}

/** What is passed on whole: of a list, one after another, nothing is known. */
function isOfKind({ inputs }: AnyContract, port: string, kind: string): boolean {
  const declared = inputs[port];
  return declared !== undefined && kindName(portOf(declared).kind) === kind;
}
