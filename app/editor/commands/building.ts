import { toast } from 'sonner';
import { addNodeEdit, canConnect, connectEdit, GenloomError, type Wire } from '@/graph';
import { catalogue } from '@/nodes';
import { useEditor } from '../state/editor-store';

/** What a palette entry carries while it is dragged. */
export const DRAGGED_TYPE = 'application/x-genloom-node';

/** Adds a node and selects it. */
export function addNode(type: string, position: { readonly x: number; readonly y: number }): string | null {
  const { document, edit, select } = useEditor.getState();
  try {
    const added = addNodeEdit(document, catalogue, type, position);
    edit(added.edit);
    select([added.id]);
    return added.id;
  } catch (error) {
    if (!(error instanceof GenloomError)) throw error;
    toast.error(error.title);
    return null;
  }
}

/** Draws a wire, or says why not. */
export function connect({ from, to }: Pick<Wire, 'from' | 'to'>): void {
  const { document, edit } = useEditor.getState();
  const answer = canConnect(document, catalogue, from, to);
  if (!answer.fits) {
    toast.error('These two do not fit together', { description: answer.why });
    return;
  }
  const drawn = connectEdit(document, from, to);
  if (drawn) edit(drawn);
}
