import { catalogue, contractFor } from '@/app/catalogue';
import { toast } from '@/app/ui/toast';
import { connectEdit } from '@/graph';
import { useEditor } from '../state/editor-store';
import { wouldConnect } from '../state/would-connect';
import { openDialog } from './dialog-store';

/** Joins two selected nodes, left to right, at the first ports that fit and are free. With one, or where that is not enough, every wire that fits is offered. */
export function connectSelected(): void {
  const { document, selection, edit } = useEditor.getState();
  const [first, second] = document.nodes
    .filter((node) => selection.has(node.id))
    .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
  if (!first) {
    toast.info('Select a node, or two, to connect them');
    return;
  }
  if (!second) {
    openDialog('connect');
    return;
  }
  for (const [source, target] of [
    [first, second],
    [second, first],
  ] as const)
    for (const output of Object.keys(contractFor(source)?.outputs ?? {}))
      for (const input of Object.keys(contractFor(target)?.inputs ?? {})) {
        const from = { node: source.id, port: output };
        const to = { node: target.id, port: input };
        const taken = document.wires.some((wire) => wire.to.node === to.node && wire.to.port === to.port);
        if (taken || !wouldConnect(document, from, to).fits) continue;
        const drawn = connectEdit(document, from, to, catalogue);
        if (drawn) edit(drawn);
        return;
      }
  void import('../canvas/offer-bridge').then(({ offerBetween }) => offerBetween(first.id, second.id));
}
