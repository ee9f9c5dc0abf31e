import dynamic from 'next/dynamic';
import { useEditor } from '@/app/editor/state/editor-store';
import { useRun, waitingNodes } from '@/app/editor/state/run-store';
import { type AppResult, flatten } from '@/graph';
import { runApp } from './RunBar';
import { setFor } from './settings';

const ApprovalCard = dynamic(() => import('@/app/editor/inspector/ApprovalCard').then((module) => module.ApprovalCard));

/** The calls of agents that wait for whoever uses the app. What is said counts in this page alone. */
export function Waiting({ outputs }: { readonly outputs: readonly AppResult[] }) {
  const nodes = useRun((state) => state.nodes);
  const idle = useRun((state) => state.status === 'idle');
  const root = useEditor((state) => state.root);
  if (!idle) return null;
  return waitingNodes(nodes).map((id) => {
    const view = nodes[id]?.preview ?? nodes[id]?.kept?.view;
    const said = flatten(root).nodes.get(id)?.params.decisions;
    if (view?.view !== 'agent' || !view.waits) return null;
    return (
      <ApprovalCard
        key={view.waits.id}
        waits={view.waits}
        said={typeof said === 'string' ? said : ''}
        onSay={(decisions) => {
          setFor(id, { decisions });
          void runApp(outputs);
        }}
      />
    );
  });
}
