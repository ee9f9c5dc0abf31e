import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/app/ui/Button';
import { ViewerLarge } from '@/app/viewers';
import { type AnyContract, describeError, type GraphNode, portOf, type View } from '@/graph';
import type { NodeRun } from '../state/fold-run';
import { useRun } from '../state/run-store';
import { runtime } from '../state/runtime';
import { bytes } from '../words';
import styles from './inspector.module.css';

interface ResultTabProps {
  readonly node: GraphNode;
  readonly contract: AnyContract;
  readonly run: NodeRun | undefined;
}

/** Each output of a node, with room, and a way to save it as a file that other tools read. */
export function ResultTab({ node, contract, run }: ResultTabProps) {
  const start = useRun((state) => state.run);
  if (run?.preview) return <ViewerLarge view={run.preview} />;
  if (!run?.key || Object.keys(run.views).length === 0)
    return (
      <div className={styles.empty}>
        <p>There is no result yet. Run the graph, or only what this node needs.</p>
        <Button
          onClick={async () => {
            const { useEditor } = await import('../state/editor-store');
            await start(useEditor.getState().document, [node.id]);
          }}
        >
          Run to here
        </Button>
      </div>
    );
  return (
    <>
      {Object.entries(contract.outputs).map(([name, declared]) => (
        <Output
          key={name}
          name={name}
          title={portOf(declared).title ?? name}
          runKey={run.key ?? ''}
          small={run.views[name]}
          stored={contract.run !== undefined}
        />
      ))}
      {run.bytes !== undefined && run.bytes > 0 && (
        <p className={styles.help}>{bytes(run.bytes)} in this browser’s storage.</p>
      )}
    </>
  );
}

interface OutputProps {
  readonly name: string;
  readonly title: string;
  readonly runKey: string;
  readonly small: View | undefined;
  readonly stored: boolean;
}

function Output({ name, title, runKey, small, stored }: OutputProps) {
  const [large, setLarge] = useState<View | null>(null);
  useEffect(() => {
    let current = true;
    setLarge(null);
    if (stored)
      runtime()
        .then((ready) => ready.view(runKey, name))
        .then((view) => current && setLarge(view))
        .catch((error: unknown) => toast.error(describeError(error).title));
    return () => {
      current = false;
    };
  }, [runKey, name, stored]);
  const view = large ?? small;
  return (
    <section className={styles.output}>
      <header>
        <h4>{title}</h4>
        {stored && (
          <Button small look="plain" onClick={() => saveAsFile(runKey, name)}>
            <Download size={13} aria-hidden /> Save as file
          </Button>
        )}
      </header>
      {/* What the node itself drew of it, where that is another reading than its numbers. */}
      {small && large && small.view !== large.view && <ViewerLarge view={small} />}
      {view ? <ViewerLarge view={view} /> : <p className={styles.help}>Nothing to show.</p>}
    </section>
  );
}

/** Hands a result to the browser's downloads in its standard format. */
export async function saveAsFile(key: string, port: string): Promise<void> {
  try {
    const file = await (await runtime()).exportValue(key, port);
    const address = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }));
    const link = document.createElement('a');
    link.href = address;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } catch (error) {
    const { title, fix } = describeError(error);
    toast.error(title, { description: fix });
  }
}
