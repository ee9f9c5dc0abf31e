import { useEditor } from '../state/editor-store';
import { wholeId } from '../state/level';
import { useRun } from '../state/run-store';

/** Runs the whole graph, or what nodes on the canvas need. */
export const runGraph = (targets: readonly string[] | null): Promise<void> =>
  useRun.getState().run(useEditor.getState().root, targets?.map(wholeId) ?? null);
