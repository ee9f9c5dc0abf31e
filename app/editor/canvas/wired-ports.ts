import { type Catalogue, contractOf, type GraphDocument, type KindFamily, portOf, type WireEnd } from '@/graph';

/** A port that is known only because a wire ends there. */
export interface WiredPort {
  readonly name: string;
  /** Of what is at the other end of the wire; a plain value where nobody knows that either. */
  readonly family: KindFamily;
}

/** The ports that the wires of a node end at, each once, as they come in the document. */
export function wiredPorts(
  { nodes, wires }: GraphDocument,
  catalogue: Catalogue,
  id: string,
): { readonly inputs: readonly WiredPort[]; readonly outputs: readonly WiredPort[] } {
  const familyAt = ({ node, port }: WireEnd, side: 'inputs' | 'outputs'): KindFamily => {
    const at = nodes.find((one) => one.id === node);
    const declared = at && contractOf(at, catalogue)?.[side][port];
    return declared ? portOf(declared).kind.family : 'value';
  };
  const inputs = new Map<string, WiredPort>();
  const outputs = new Map<string, WiredPort>();
  for (const { from, to } of wires) {
    if (to.node === id) inputs.set(to.port, { name: to.port, family: familyAt(from, 'outputs') });
    if (from.node === id && !outputs.has(from.port))
      outputs.set(from.port, { name: from.port, family: familyAt(to, 'inputs') });
  }
  return { inputs: [...inputs.values()], outputs: [...outputs.values()] };
}
