import { AlertTriangle, Download, Maximize2, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import { ViewerLarge } from '@/app/viewers';
import { type AnyContract, type GraphNode, portOf, type View } from '@/graph';
import { openDialog } from '../commands/dialog-store';
import { runGraph } from '../commands/run-graph';
import type { NodeRun } from '../state/fold-run';
import { useRun } from '../state/run-store';
import { runtime } from '../state/runtime';
import { bytes, keptInWords } from '../words';
import styles from './inspector.module.css';
import { printPage } from './print-page';
import { saveAsFile } from './save-as-file';

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
        <ViewerLarge view={unfinished} />
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
    <>
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
          savedAs={portOf(declared).kind.savedAs ?? NONE}
          runKey={run.outputs?.[name]?.key ?? run.key ?? ''}
          port={run.outputs?.[name]?.port ?? name}
          small={run.views[name]}
          stored={run.outputs ? name in run.outputs : contract.run !== undefined}
        />
      ))}
      {Object.entries(run.views).map(
        ([name, view]) => !Object.hasOwn(contract.outputs, name) && <ViewerLarge key={name} view={view} />,
      )}
      {run.bytes !== undefined && run.bytes > 0 && (
        <p className={styles.help}>{bytes(run.bytes)} in this browser’s storage.</p>
      )}
    </>
  );
}

function Larger() {
  return (
    <Button small className={styles.larger} onClick={() => openDialog('result')}>
      <Maximize2 size={12} aria-hidden /> Larger
    </Button>
  );
}

interface OutputProps {
  /** Of the value, where it is kept. */
  readonly port: string;
  readonly title: string;
  /** Other formats that it can be saved in, and what their buttons say. */
  readonly savedAs: Readonly<Record<string, string>>;
  readonly runKey: string;
  readonly small: View | undefined;
  readonly stored: boolean;
}

const NONE = {};

function Output({ port, title, savedAs, runKey, small, stored }: OutputProps) {
  const [large, setLarge] = useState<View | null>(null);
  useEffect(() => {
    let current = true;
    setLarge(null);
    if (stored)
      runtime()
        .then((ready) => ready.view(runKey, port))
        .then((view) => current && setLarge(view))
        .catch(tellProblem);
    return () => {
      current = false;
    };
  }, [runKey, port, stored]);
  const view = large && !isWhole(small) ? withPicture(large, small) : small;
  return (
    <section className={styles.output}>
      <header>
        <h4>{title}</h4>
        {stored && (
          <Button small look="plain" onClick={() => saveAsFile(runKey, port)}>
            <Download size={13} aria-hidden /> Save as file
          </Button>
        )}
        {stored && 'html' in savedAs && (
          <Button small look="plain" onClick={() => printPage(runKey, port)}>
            <Printer size={13} aria-hidden /> Print
          </Button>
        )}
        {stored &&
          Object.entries(savedAs).map(([format, says]) => (
            <Button key={format} small look="plain" onClick={() => saveAsFile(runKey, port, format)}>
              <Download size={13} aria-hidden /> {says}
            </Button>
          ))}
      </header>
      {stored && 'transformers' in savedAs && (
        <p className={styles.help}>
          “Load model” opens what is saved here in any graph. Other programs read what is saved for transformers.
        </p>
      )}
      {/* What the node itself drew of it, where that is another reading than its numbers. */}
      {small && large && view !== small && small.view !== large.view && <ViewerLarge view={small} />}
      {view ? <ViewerLarge view={view} /> : <p className={styles.help}>Nothing to show.</p>}
    </section>
  );
}

/** A map of codes has all that their numbers say, and more. */
const isWhole = (small: View | undefined): boolean => small?.view === 'map';

/** Numbers and curves as they are kept, with the picture that the node drew beside them. */
function withPicture(large: View, small: View | undefined): View {
  if (large.view === 'numbers' && small?.view === 'numbers' && small.picture)
    return { ...large, picture: small.picture };
  if (large.view === 'curves' && small?.view === 'curves' && small.picture) return { ...large, picture: small.picture };
  return large;
}
