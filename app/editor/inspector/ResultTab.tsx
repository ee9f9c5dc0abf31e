import { AlertTriangle, Maximize2 } from 'lucide-react';
import { Button } from '@/app/ui/Button';
import { ViewerLarge } from '@/app/viewers';
import { type AnyContract, type GraphNode, portOf } from '@/graph';
import { openDialog } from '../commands/dialog-store';
import { runGraph } from '../commands/run-graph';
import type { NodeRun } from '../state/fold-run';
import { useRun } from '../state/run-store';
import { bytes, keptInWords } from '../words';
import { AgentProvider } from './AgentProvider';
import { ShowInApp } from './InAppButton';
import styles from './inspector.module.css';
import { Output } from './Output';

interface ResultTabProps {
  readonly node: GraphNode;
  readonly contract: AnyContract;
  readonly run: NodeRun | undefined;
  /** Within the dialog that shows it larger. */
  readonly large?: boolean;
}

/** Each output of a node, with room, and a way to save it as a file that other tools read. */
export function ResultTab({ node, contract, run, large = false }: ResultTabProps) {
  const busy = useRun((state) => state.status !== 'idle');
  const unfinished = run?.preview ?? (run?.key ? undefined : run?.kept?.view);
  if (unfinished)
    return (
      <>
        {run?.kept && <p className={styles.help}>{keptInWords(run.kept)}</p>}
        {!large && <Larger />}
        <AgentProvider node={node}>
          <ViewerLarge view={unfinished} />
        </AgentProvider>
      </>
    );
  if (!run?.key || Object.keys(run.views).length === 0)
    return (
      <div className={styles.empty}>
        <p>There is no result yet. Run the graph, or only what this node needs.</p>
        <Button
          disabled={busy || node.muted}
          title={node.muted ? 'This node is left out of runs.' : busy ? 'A run is under way.' : undefined}
          onClick={() => runGraph([node.id])}
        >
          Run to here
        </Button>
      </div>
    );
  return (
    <AgentProvider node={node}>
      {!large && <Larger />}
      {run.warnings?.map((warning) => (
        <p key={warning} className={styles.warned}>
          <AlertTriangle size={13} aria-hidden /> {warning}
        </p>
      ))}
      {Object.entries(contract.outputs).map(([name, declared]) => (
        <Output
          key={name}
          title={portOf(declared).title ?? name}
          savedAs={portOf(declared).kind.savedAs}
          runKey={run.outputs?.[name]?.key ?? run.key ?? ''}
          port={run.outputs?.[name]?.port ?? name}
          small={run.views[name]}
          aside={<ShowInApp node={node.id} port={name} title={portOf(declared).title ?? name} />}
          stored={run.outputs ? name in run.outputs : contract.run !== undefined}
        />
      ))}
      {Object.entries(run.views).map(
        ([name, view]) => !Object.hasOwn(contract.outputs, name) && <ViewerLarge key={name} view={view} />,
      )}
      {run.bytes !== undefined && run.bytes > 0 && (
        <p className={styles.help}>{bytes(run.bytes)} in this browser’s storage.</p>
      )}
    </AgentProvider>
  );
}

function Larger() {
  return (
    <Button small className={styles.larger} onClick={() => openDialog('result')}>
      <Maximize2 size={12} aria-hidden /> Larger
    </Button>
  );
}
