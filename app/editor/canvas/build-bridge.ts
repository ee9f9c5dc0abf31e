import type { ReactFlowInstance } from '@xyflow/react';
import { catalogue } from '@/app/catalogue';
import { type Bridge, buildBridge, type Gap } from '@/graph/check/bridge';
import { freePlace, showNodes } from '../commands/building';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';

/** Puts a bridge into the open graph, evenly between the two nodes and where there is room, and selects its nodes. One step to take back. */
export function putBridge(flow: ReactFlowInstance, gap: Gap, bridge: Bridge): void {
  const { document, edit, select } = useEditor.getState();
  const [source, target] = [gap.from, gap.to].map(({ node }) => nodeById(document.nodes, node)?.position);
  if (!source || !target) return;
  const taken = [...flow.getNodes()];
  const places = bridge.map((_, index) => {
    const share = (index + 1) / (bridge.length + 1);
    const wanted = {
      x: source.x + share * (target.x - source.x),
      y: source.y + share * (target.y - source.y),
    };
    const position = freePlace(wanted, taken);
    taken.push({ id: `${index}`, data: {}, position });
    return position;
  });
  const built = buildBridge(document, catalogue, gap, bridge, places);
  edit(built.edit);
  select(built.ids);
  void showNodes(flow, built.ids);
}
