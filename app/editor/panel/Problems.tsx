import { useReactFlow } from '@xyflow/react';
import { contractFor } from '@/app/catalogue';
import { explanationOf, INSIDE, type Problem, prefixOf } from '@/graph';
import { QuickFixButton } from '../problems/QuickFixButton';
import { useEditor } from '../state/editor-store';
import styles from './BottomPanel.module.css';
import { useTitles } from './titles';
import { useProblems } from './useProblems';

const RANK = { error: 0, warning: 1, advice: 2 } as const;

/** Advice, not alarms: what there is to look at, one click from the node and from the fix. */
export function Problems() {
  const problems = useProblems();
  const nodes = useEditor((state) => state.document.nodes);
  const select = useEditor((state) => state.select);
  const flow = useReactFlow();
  const sorted = [...problems].sort((a, b) => RANK[a.level] - RANK[b.level]);
  const titleOf = useTitles();
  const prefix = useEditor(({ path }) => prefixOf(path));
  const goTo = (id: string) => {
    if (id.includes(INSIDE)) return useEditor.getState().goTo(id);
    select([id]);
    void flow.fitView({ nodes: [{ id }], padding: 0.6, maxZoom: 1.2, duration: 180 });
  };
  return (
    <section aria-label="Things to look at">
      {sorted.length === 0 && (
        <p className={styles.soft}>
          {nodes.length === 0
            ? 'Nothing to look at: the canvas is empty.'
            : 'Nothing to look at: the graph is ready to run.'}
        </p>
      )}
      <ul className={styles.problems}>
        {sorted.slice(0, 50).map((problem) => (
          <li
            key={`${problem.inside ?? problem.nodeId} ${problem.code} ${problem.port ?? problem.param ?? problem.title}`}
            data-level={problem.level}
          >
            <ProblemLine
              problem={problem}
              title={titleOf(problem.inside ?? prefix + problem.nodeId)}
              goTo={goTo}
              phase={contractFor(nodes.find((node) => node.id === problem.nodeId))?.phase}
            />
          </li>
        ))}
      </ul>
    </section>
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
  return (
    <>
      <button
        type="button"
        className={styles.problem}
        data-phase={phase}
        onClick={() => goTo(problem.inside ?? problem.nodeId)}
      >
        <b>{title}</b> {problem.title}
        {explanationOf(problem) && <small>{explanationOf(problem)}</small>}
      </button>
      <QuickFixButton problem={problem} />
    </>
  );
}
