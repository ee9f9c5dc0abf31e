import type { ReactNode } from 'react';
import { toast } from '@/app/ui/toast';
import { type AgentSteps, AgentStepsContext } from '@/app/viewers/agent-steps';
import { applyEdit, type GraphNode, readChanges, setParamsInsideEdit, writeChange } from '@/graph';
import { runGraph } from '../commands/run-graph';
import { asRun } from '../memory/remembering';
import { useEditor } from '../state/editor-store';
import { wholeId } from '../state/level';
import { useRun } from '../state/run-store';
import { runtime } from '../state/runtime';

/** Lets the steps of an agent on the canvas be changed where they are shown. */
export function AgentProvider({ node, children }: { readonly node: GraphNode; readonly children: ReactNode }) {
  const busy = useRun((state) => state.status !== 'idle');
  if (node.type !== 'agent.run') return children;
  const written = typeof node.params.changes === 'string' ? node.params.changes : '';
  const edited = (changes: string) => {
    const { root, path } = useEditor.getState();
    return setParamsInsideEdit(root, path, node.id, { changes });
  };
  const steps: AgentSteps = {
    changes: readChanges(written),
    busy,
    runAgain(change) {
      const changes = writeChange(written, change);
      if (changes === null) {
        toast.info('That is more than can be kept', { description: 'Go back to the original, and change less of it.' });
        return;
      }
      useEditor.getState().editWhole(edited(changes));
      void runGraph([node.id]);
    },
    back: () => useEditor.getState().editWhole(edited('')),
    async original() {
      const document = await asRun(applyEdit(useEditor.getState().root, edited('')));
      const [ready, id] = [await runtime(), wholeId(node.id)];
      const key = (await ready.cached(document))[id]?.key;
      if (key !== undefined) return ready.view(key, 'trace');
      return (await ready.kept(document))[id]?.view ?? null;
    },
  };
  return <AgentStepsContext value={steps}>{children}</AgentStepsContext>;
}
