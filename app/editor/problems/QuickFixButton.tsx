import { useMemo } from 'react';
import { Button } from '@/app/ui/Button';
import type { Problem } from '@/graph';
import { catalogue } from '@/nodes';
import { useEditor } from '../state/editor-store';
import { quickFixOf } from './quick-fix';

/** What would mend a problem, where one click can. */
export function QuickFixButton({ problem }: { readonly problem: Problem }) {
  const document = useEditor((state) => state.document);
  const edit = useEditor((state) => state.edit);
  const fix = useMemo(() => quickFixOf(document, catalogue, problem), [document, problem]);
  if (!fix) return null;
  return (
    <Button small className="nodrag" onClick={() => edit(fix.edit)}>
      {fix.title}
    </Button>
  );
}
