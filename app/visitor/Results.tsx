import { runAt } from '@/app/editor/state/level';
import { useRun } from '@/app/editor/state/run-store';
import { type AppResult, portOf } from '@/graph';
import { Output, ViewerLarge } from './shown-later';
import styles from './visitor.module.css';

/** What an app shows, in its order. */
export function Results({ outputs }: { readonly outputs: readonly AppResult[] }) {
  return (
    <div className={styles.results}>
      {outputs.map((output) => (
        <section key={`${output.node} ${output.port}`} className={styles.card} aria-label={output.title}>
          <Result output={output} />
        </section>
      ))}
    </div>
  );
}

function Result({ output: { node, port, title, contract } }: { readonly output: AppResult }) {
  const run = useRun(({ nodes }) => runAt(nodes, node));
  const declared = contract.outputs[port];
  const working = run?.preview ?? (run?.key ? undefined : run?.kept?.view);
  if (run?.key && !run.preview && (run.views[port] || run.outputs?.[port]))
    return (
      <Output
        title={title}
        savedAs={declared && portOf(declared).kind.savedAs}
        runKey={run.outputs?.[port]?.key ?? run.key}
        port={run.outputs?.[port]?.port ?? port}
        small={run.views[port]}
        stored={run.outputs ? port in run.outputs : true}
      />
    );
  return (
    <>
      <h4>{title}</h4>
      {working ? <ViewerLarge view={working} /> : <p className={styles.none}>{STATES[run?.state ?? 'idle']}</p>}
    </>
  );
}

/** What stands where there is nothing yet. */
const STATES = {
  idle: 'Press Run to see it here.',
  queued: 'Waiting for what comes before it …',
  running: 'Working …',
  finished: 'Nothing to show.',
  cached: 'Nothing to show.',
  failed: 'It could not be made.',
  skipped: 'It could not be made: something before it went wrong.',
  waiting: 'It is your turn: say yes or no.',
  cancelled: 'Stopped before it was made.',
} as const;
