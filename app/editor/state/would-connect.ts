import { catalogue } from '@/app/catalogue';
import { type Connection, canConnect, createChecker, type GraphDocument, type WireEnd } from '@/graph';

/** A checker of its own: what it remembers are the graphs that a wire would make. */
const checker = createChecker(catalogue);
let asked: { readonly document: GraphDocument; readonly wire: string; readonly answer: Connection } | null = null;

/** Whether a wire may be drawn, kinds and sizes alike, and why not. The mouse asks at every move; the last answer is remembered. */
export function wouldConnect(document: GraphDocument, from: WireEnd, to: WireEnd): Connection {
  const wire = `${from.node} ${from.port} ${to.node} ${to.port}`;
  if (asked?.document !== document || asked.wire !== wire)
    asked = { document, wire, answer: canConnect(document, catalogue, from, to, checker) };
  return asked.answer;
}
