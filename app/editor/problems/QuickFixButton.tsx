import dynamic from 'next/dynamic';
import { useEffect, useMemo, useState } from 'react';
import { catalogue, hasContracts, loadContracts } from '@/app/catalogue';
import { entries } from '@/app/catalogue/entries';
import { Button } from '@/app/ui/Button';
import type { Problem } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './QuickFixButton.module.css';
import { type Mending, mendingOf } from './quick-fix';

// Few wires ever need it.
const BridgeFix = dynamic(() => import('./BridgeFix'), { ssr: false });

const NOTHING: Mending = { fix: null, whyNot: null };

/** What would mend a problem, where one click can, and why what is there already cannot. */
export function QuickFixButton({ problem }: { readonly problem: Problem }) {
  const document = useEditor((state) => state.document);
  const edit = useEditor((state) => state.edit);
  // Only what is missing may be any node there is; all other fixes are about nodes of the graph.
  const needsAll = problem.code === 'wire.missing';
  const [all, setAll] = useState(() => hasContracts(entries.values()));
  useEffect(() => {
    // Without them there is no button, and the problem is told all the same.
    if (needsAll && !all)
      loadContracts(entries.values()).then(
        () => setAll(true),
        () => {},
      );
  }, [needsAll, all]);
  const ready = all || !needsAll;
  const { fix, whyNot } = useMemo(
    () => (ready ? mendingOf(document, catalogue, problem) : NOTHING),
    [document, problem, ready],
  );
  return (
    <>
      {problem.code === 'wire.kind-mismatch' && <BridgeFix problem={problem} />}
      {whyNot && <small className={styles.whyNot}>{whyNot}</small>}
      {fix && (
        <Button small className="nodrag" onClick={() => edit(fix.edit)}>
          {fix.title}
        </Button>
      )}
    </>
  );
}
