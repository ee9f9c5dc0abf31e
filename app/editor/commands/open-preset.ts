import { catalogue, loadContracts } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { blocksOf, type Facts, type GraphNode, openEdit } from '@/graph';
import { useEditor } from '../state/editor-store';

/** Whether a node is a preset that opens into its blocks. */
export const isPreset = ({ type }: Pick<GraphNode, 'type'>): boolean => catalogue.get(type)?.opens !== undefined;

/** Puts its blocks in the place of the one selected preset, and selects them. */
export async function openPreset(): Promise<void> {
  const { document, selection } = useEditor.getState();
  const [preset, ...more] = document.nodes.filter((node) => selection.has(node.id) && isPreset(node));
  if (!preset || more.length > 0)
    return void toast.info('Select one preset to open', {
      description: 'U-Net, DiT, Glow, Image encoder and Transformer block are made of blocks.',
    });
  try {
    const blocks = await blocksOf(preset, catalogue, factsBefore(preset.id));
    await loadContracts(blocks);
    const { ids, edit } = openEdit(useEditor.getState().document, catalogue, preset.id, blocks);
    useEditor.getState().edit(edit);
    useEditor.getState().select(ids);
    toast.info(`Opened into ${ids.length} blocks`, { description: 'They compute the same, and are trained anew.' });
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
