import { catalogue, loadContracts } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { titleOf, turnIntoEdit } from '@/graph';
import { sameGraph, useEditor } from '../state/editor-store';

/** What a graph inside a node can be used as, and what the choice is called. */
export const USES: Readonly<Record<string, string>> = {
  'agent.tool': 'a tool of an agent',
  'flow.map': 'for each item (map)',
  'flow.repeat': 'again and again (repeat)',
  'flow.sweep': 'with many settings (sweep)',
  'graph.subgraph': 'a plain subgraph',
};

/** Uses the graph inside a node for something else. A tool has the node’s title as its name. */
export async function changeUse(id: string, type: string): Promise<void> {
  const isOpen = sameGraph();
  try {
    await loadContracts([{ type }]);
    if (!isOpen()) return;
    const { document, edit } = useEditor.getState();
    const node = document.nodes.find((one) => one.id === id);
    const name = (node ? titleOf(node, catalogue) : '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]+/g, '_')
      .slice(0, 64);
    edit(turnIntoEdit(document, catalogue, id, type, type === 'agent.tool' && name !== '' ? { toolName: name } : {}));
  } catch (error) {
    tellProblem(error);
  }
}
