import { catalogue, contractFor, loadContracts } from '@/app/catalogue';
import { entries } from '@/app/catalogue/entries';
import { toast } from '@/app/ui/toast';
import { createChecker, type GraphDocument, type Kind, portOf, type WireEnd } from '@/graph';
import { type Bridge, bridgesBetween, type Gap, holdingBridges } from '@/graph/check/bridge';
import { middleOfCanvas } from '../commands/building';
import { sameGraph, useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import { type BridgeOffer, useConnecting } from './connecting-store';

/** What fits into a gap of the open graph, best first. Gets the contracts of all nodes, to try them. @throws GenloomError `catalogue.unreachable` */
export async function bridgesFor(document: GraphDocument, gap: Gap): Promise<readonly Bridge[]> {
  const [from, to] = kindsAt(document, gap);
  if (!from || !to) return [];
  await loadContracts(entries.values());
  return holdingBridges(document, catalogue, gap, bridgesBetween(entries, from, to), createChecker(catalogue));
}

/** Offers what fits where a wire does not; where nothing does, it is said why the wire does not. */
export async function offerBridge(gap: Gap, why: string, screen: BridgeOffer['screen']): Promise<void> {
  const isOpen = sameGraph();
  const { document } = useEditor.getState();
  // Without a connection the contracts are missing: then it is as if nothing fitted.
  const bridges = await bridgesFor(document, gap).catch(() => []);
  if (!isOpen() || useEditor.getState().document !== document) return;
  if (bridges.length > 0) useConnecting.getState().openOffer({ gap, why, bridges, screen });
  else toast.error('These two do not fit together', { description: why });
}

/** The same of two nodes of which no free ports fit: between the two ports that have the shortest way from one to the other. */
export async function offerBetween(first: string, second: string): Promise<void> {
  const isOpen = sameGraph();
  const { document } = useEditor.getState();
  const gaps = [...gapsFrom(document, first, second), ...gapsFrom(document, second, first)]
    .flatMap((gap) => {
      const [from, to] = kindsAt(document, gap);
      const [best] = from && to ? bridgesBetween(entries, from, to) : [];
      return best ? [{ gap, far: 10 * best.length + best.reduce((sum, { needs }) => sum + needs.length, 0) }] : [];
    })
    .sort((a, b) => a.far - b.far);
  for (const { gap } of gaps.slice(0, TRIED)) {
    const bridges = await bridgesFor(document, gap).catch(() => []);
    if (!isOpen() || useEditor.getState().document !== document) return;
    if (bridges.length === 0) continue;
    const why = 'No free ports of these two fit together.';
    useConnecting.getState().openOffer({ gap, why, bridges, screen: middleOfCanvas() });
    return;
  }
  toast.error('No free ports of these two fit together');
}

/** So many pairs of ports are looked at closely. */
const TRIED = 6;

/** Every output of one node with every free input of another. */
function gapsFrom(document: GraphDocument, source: string, target: string): readonly Gap[] {
  const taken = (to: WireEnd) => document.wires.some((wire) => wire.to.node === to.node && wire.to.port === to.port);
  const ports = (id: string, side: 'inputs' | 'outputs') =>
    Object.keys(contractFor(nodeById(document.nodes, id))?.[side] ?? {}).map((port) => ({ node: id, port }));
  const inputs = ports(target, 'inputs').filter((to) => !taken(to));
  return ports(source, 'outputs').flatMap((from) => inputs.map((to) => ({ from, to })));
}

/** The kinds of the two ports at a gap. */
function kindsAt({ nodes }: GraphDocument, { from, to }: Gap): readonly (Kind | undefined)[] {
  const output = contractFor(nodeById(nodes, from.node))?.outputs[from.port];
  const input = contractFor(nodeById(nodes, to.node))?.inputs[to.port];
  return [output, input].map((declared) => declared && portOf(declared).kind);
}
