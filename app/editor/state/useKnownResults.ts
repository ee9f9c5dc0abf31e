import { useEffect } from 'react';
import { tellProblem } from '@/app/ui/tell-problem';
import type { Facts } from '@/graph';
import { asRun } from '../memory/remembering';
import { useEditor } from './editor-store';
import { useRun } from './run-store';
import { runtime } from './runtime';

const DELAY = 250;

/**
 * Keeps the page true to what is in the store: after an edit, an undo or a reload, nodes show the results that belong to their present settings, the checker learns
 * what those results know (the size of a learned vocabulary), and what the open graph needs is held against eviction.
 */
export function useKnownResults(): void {
  const document = useEditor((state) => state.root);
  const finishedRuns = useRun((state) => state.finishedRuns);
  const nodes = useRun((state) => state.nodes);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a finished run is a reason to look again
  useEffect(() => {
    const timer = setTimeout(() => {
      useRun.getState().refreshCached(document).catch(tellProblem);
      Promise.all([runtime(), asRun(document)])
        .then(([ready, run]) => ready.pin(run))
        .catch(tellProblem);
    }, DELAY);
    return () => clearTimeout(timer);
  }, [document, finishedRuns]);

  useEffect(() => {
    const known = new Map<string, Readonly<Record<string, Facts>>>();
    for (const [id, { facts }] of Object.entries(nodes)) {
      // Only tokenizers, examples (of a file, or the columns of a table), and a model that comes with its tokenizer, know something that the checker cannot
      // know by itself; the rest follows from them.
      const { tokenizer, model, examples } = facts;
      if (tokenizer?.vocabularySize !== undefined) known.set(id, { tokenizer, ...(model && { model }) });
      else if (examples) known.set(id, { examples });
    }
    const signature = JSON.stringify([...known]);
    if (signature === lastKnown) return;
    lastKnown = signature;
    useEditor.getState().know(known);
  }, [nodes]);
}

let lastKnown = '[]';
