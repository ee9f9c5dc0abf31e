import type { Wire } from './document';

/** Everything that can be reached from some nodes along wires: `forwards` what they feed, `backwards` what feeds them. They are in it only where a way leads back to them. */
export function reach(
  wires: readonly Wire[],
  start: Iterable<string>,
  way: 'forwards' | 'backwards',
): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of wires) {
    const [here, there] = way === 'forwards' ? [from.node, to.node] : [to.node, from.node];
    const known = next.get(here);
    if (known) known.push(there);
    else next.set(here, [there]);
  }
  const found = new Set<string>();
  const open = [...start];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const there of next.get(id) ?? [])
      if (!found.has(there)) {
        found.add(there);
        open.push(there);
      }
  return found;
}
