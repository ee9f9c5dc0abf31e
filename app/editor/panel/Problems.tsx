import { useReactFlow } from '@xyflow/react';
import { Button } from '@/app/ui/Button';
import type { Problem } from '@/graph';
import { catalogue } from '@/nodes';
import { useEditor } from '../state/editor-store';
import styles from './BottomPanel.module.css';

const RANK = { error: 0, warning: 1, advice: 2 } as const;

/** Advice, not alarms: what there is to look at, one click from the node and from the fix. */
export function Problems() {
  const problems = useEditor((state) => state.checked.problems);
  const nodes = useEditor((state) => state.document.nodes);
  const select = useEditor((state) => state.select);
  const flow = useReactFlow();
  const sorted = [...problems].sort((a, b) => RANK[a.level] - RANK[b.level]);
  const titleOf = (id: string) => {
    const node = nodes.find((one) => one.id === id);
    return node?.title ?? catalogue.get(node?.type ?? '')?.title ?? id;
  };
  const goTo = (id: string) => {
    select([id]);
    void flow.fitView({ nodes: [{ id }], padding: 0.6, maxZoom: 1.2, duration: 180 });
  };
  return (
    <aside className={styles.problems} aria-label="Things to look at">
      <b>
        {sorted.length === 0
          ? 'Nothing to look at'
          : sorted.length === 1
            ? '1 thing to look at'
            : `${sorted.length} things to look at`}
      </b>
      {sorted.length === 0 && <p className={styles.soft}>The graph is ready to run.</p>}
      <ul>
        {sorted.slice(0, 50).map((problem) => (
          <li
            key={`${problem.nodeId} ${problem.code} ${problem.port ?? problem.param ?? ''}`}
            data-level={problem.level}
          >
            <ProblemLine
              problem={problem}
              title={titleOf(problem.nodeId)}
              goTo={goTo}
              phase={catalogue.get(nodes.find((node) => node.id === problem.nodeId)?.type ?? '')?.phase}
            />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function ProblemLine({
  problem,
  title,
  phase,
  goTo,
}: {
  readonly problem: Problem;
  readonly title: string;
  readonly phase: string | undefined;
  readonly goTo: (id: string) => void;
}) {
  const edit = useEditor((state) => state.edit);
  const { quickFix } = problem;
  return (
    <>
      <button type="button" className={styles.problem} data-phase={phase} onClick={() => goTo(problem.nodeId)}>
        <b>{title}</b> {problem.title}
        {problem.fix && <small>{problem.fix}</small>}
      </button>
      {quickFix && (
        <Button small look="plain" onClick={() => edit(quickFix.edit)}>
          {quickFix.title}
        </Button>
      )}
    </>
  );
}
