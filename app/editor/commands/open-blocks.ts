import type { ReactFlowInstance } from '@xyflow/react';
import { catalogue, loadContracts } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { blocksOf, type Facts, flatten, type GraphNode, openEdit } from '@/graph';
import { sameGraph, useEditor } from '../state/editor-store';
import { wholeId } from '../state/level';
import { useRun } from '../state/run-store';
import { runtime } from '../state/runtime';
import { showNodes } from './building';

/** Loaded when somebody opens a preset: puts its blocks in its place, or beside it, selects them, and brings them into sight. */
export async function openBlocks(flow: ReactFlowInstance): Promise<void> {
  const { document, selection } = useEditor.getState();
  const [preset, ...more] = document.nodes.filter((node) => selection.has(node.id) && catalogue.get(node.type)?.opens);
  if (!preset || more.length > 0)
    return void toast.info('Select one preset to open', {
      description: 'U-Net, DiT, ViT encoder, Glow, Transformer block, a loaded model and others are made of blocks.',
    });
  const isOpen = sameGraph();
  try {
    const beside = catalogue.get(preset.type)?.opensBeside;
    const known = beside === undefined ? factsBefore(preset.id) : { [beside]: await factsAfter(preset, beside) };
    const asSet = flatten(useEditor.getState().root).nodes.get(wholeId(preset.id)) ?? preset;
    const blocks = await blocksOf(asSet, catalogue, known);
    await loadContracts(blocks);
    if (!isOpen()) return;
    const { ids, edit } = openEdit(useEditor.getState().document, catalogue, preset.id, blocks);
    useEditor.getState().edit(edit);
    useEditor.getState().select(ids);
    void showNodes(flow, ids);
    const description =
      beside === undefined
        ? 'They compute the same, and are trained anew.'
        : 'They are how it is built, without what it has learned: train them, or fine-tune the model itself.';
    toast.info(`Opened into ${ids.length} blocks`, { description });
  } catch (error) {
    tellProblem(error);
  }
}

/** What is known of what feeds a node, by its ports. */
function factsBefore(nodeId: string): Readonly<Record<string, Facts>> {
  const { document, checked } = useEditor.getState();
  const fed = document.wires.filter(({ to }) => to.node === nodeId);
  return Object.fromEntries(fed.map(({ from, to }) => [to.port, checked.facts.get(from.node)?.[from.port] ?? {}]));
}

/** What is known of an output once a node has run; nothing before. */
async function factsAfter({ id }: GraphNode, port: string): Promise<Facts> {
  const key = useRun.getState().nodes[wholeId(id)]?.key;
  return (key !== undefined && (await (await runtime()).factsOf(key, port))) || {};
}
