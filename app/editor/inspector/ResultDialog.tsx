'use client';
import { catalogue, contractFor } from '@/app/catalogue';
import { Dialog } from '@/app/ui/Dialog';
import { titleOf } from '@/graph';
import { closeDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';
import { runAt } from '../state/level';
import { useRun } from '../state/run-store';
import { ResultTab } from './ResultTab';

/** The result of the selected node with as much room as there is; it goes on living while the node runs. */
export default function ResultDialog() {
  const node = useEditor(({ document, selection }) => document.nodes.find((one) => selection.has(one.id)));
  const run = useRun(({ nodes }) => (node ? runAt(nodes, node.id) : undefined));
  const contract = contractFor(node);
  if (!node || !contract) return null;
  return (
    <Dialog title={titleOf(node, catalogue)} onClose={closeDialog} wide>
      <ResultTab node={node} contract={contract} run={run} large />
    </Dialog>
  );
}
