import { type Dim, resolveDim, resolveNetwork } from '../network';
import type { Facts } from '../node';
import type { NodeFacts } from './check';

/**
 * Makes a function that puts what symbols were found to stand for into what is known of nodes. It remembers, since the page draws anew whatever is not
 * the same object: facts that did not change, under symbols that did not change, come out as they did before.
 */
export function createResolver(): (
  facts: ReadonlyMap<string, NodeFacts>,
  substitution: ReadonlyMap<string, Dim>,
) => ReadonlyMap<string, NodeFacts> {
  let before = '';
  let resolved = new WeakMap<NodeFacts, NodeFacts>();
  return (facts, substitution) => {
    if (substitution.size === 0) return facts;
    const now = JSON.stringify([...substitution]);
    if (now !== before) resolved = new WeakMap();
    before = now;
    return new Map(
      [...facts].map(([id, ports]) => {
        const known = resolved.get(ports) ?? resolvePorts(ports, substitution);
        resolved.set(ports, known);
        return [id, known];
      }),
    );
  };
}

const resolvePorts = (ports: NodeFacts, substitution: ReadonlyMap<string, Dim>): NodeFacts =>
  Object.fromEntries(Object.entries(ports).map(([port, facts]) => [port, resolveFacts(facts, substitution)]));

const resolveFacts = (facts: Facts, substitution: ReadonlyMap<string, Dim>): Facts => ({
  ...facts,
  ...(facts.network ? { network: resolveNetwork(facts.network, substitution) } : {}),
  ...(facts.vocabularySize === undefined ? {} : { vocabularySize: resolveDim(facts.vocabularySize, substitution) }),
  ...(facts.blockLength === undefined ? {} : { blockLength: resolveDim(facts.blockLength, substitution) }),
});
