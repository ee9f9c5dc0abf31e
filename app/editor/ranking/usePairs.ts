import { useEffect, useState } from 'react';
import { tellProblem } from '@/app/ui/tell-problem';
import { VIEW_LIMITS } from '@/graph';
import { useEditor } from '../state/editor-store';
import { valueAt } from '../state/level';
import { useRun } from '../state/run-store';
import { runtime } from '../state/runtime';

/** A pair as whoever ranks it sees it: without who wrote what. */
export interface BlindPair {
  readonly id: string;
  readonly prompt: string;
  readonly left: string;
  readonly right: string;
}

/** Pages of pairs that are read at most. */
const MOST_PAGES = 20;

/** The pairs that come to a node, as the run before it left them; null while they are read. `from` is the node that makes them. */
export function usePairs(nodeId: string | undefined): {
  readonly from: string | null;
  readonly made: boolean;
  readonly pairs: readonly BlindPair[] | null;
} {
  const from = useEditor(
    ({ document }) => document.wires.find(({ to }) => to.node === nodeId && to.port === 'pairs')?.from ?? null,
  );
  const key = useRun(({ nodes }) => from && valueAt(nodes, from)?.key) ?? undefined;
  const port = useRun(({ nodes }) => from && valueAt(nodes, from)?.port) ?? undefined;
  const [pairs, setPairs] = useState<readonly BlindPair[] | null>(null);
  useEffect(() => {
    let current = true;
    setPairs(null);
    if (key !== undefined && port !== undefined)
      readPairs(key, port)
        .then((read) => current && setPairs(read))
        .catch(tellProblem);
    return () => {
      current = false;
    };
  }, [key, port]);
  return { from: from?.node ?? null, made: key !== undefined, pairs };
}

async function readPairs(key: string, port: string): Promise<readonly BlindPair[]> {
  const ready = await runtime();
  const pairs: BlindPair[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const view = await ready.view(key, port, { offset: page * VIEW_LIMITS.items });
    if (view?.view !== 'table') break;
    for (const [prompt, left, right, id] of view.rows)
      pairs.push({ id: String(id), prompt: String(prompt), left: String(left), right: String(right) });
    if (view.rows.length < VIEW_LIMITS.items) break;
  }
  return pairs;
}
