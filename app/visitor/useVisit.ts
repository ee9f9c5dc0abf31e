import { useEffect, useState } from 'react';
import { useEditor } from '@/app/editor/state/editor-store';
import { useRun } from '@/app/editor/state/run-store';
import { describeError, type GraphDocument, type UserFacingError } from '@/graph';

/** What the open graph is in place of a project: nothing that a visitor sets is saved anywhere. */
const VISIT = 'visit';

export type Visit =
  | { readonly state: 'opening' | 'open' }
  | { readonly state: 'failed'; readonly why: UserFacingError; readonly again: () => void };

/** Opens a graph for somebody who only uses it. Nothing runs until they say so. */
export function useVisit(document: GraphDocument): Visit {
  const [tries, setTries] = useState(0);
  const [visit, setVisit] = useState<Visit>({ state: 'opening' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try opens it anew
  useEffect(() => {
    let current = true;
    setVisit({ state: 'opening' });
    openVisit(document)
      .then(() => current && setVisit({ state: 'open' }))
      .catch(
        (error) =>
          current &&
          setVisit({ state: 'failed', why: describeError(error), again: () => setTries((before) => before + 1) }),
      );
    return () => {
      current = false;
    };
  }, [document, tries]);
  return visit;
}

/** Puts everything back to how the app came. */
export async function openVisit(document: GraphDocument): Promise<void> {
  useRun.getState().leave();
  await useEditor.getState().open({ id: VISIT, revision: 0, document });
}
