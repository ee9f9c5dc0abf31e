import { useEffect } from 'react';
import { catalogue } from '@/app/catalogue';
import { type AnyContract, flatten, type GraphNode } from '@/graph';
import { createMemory } from '../remembered';
import { useEditor } from '../state/editor-store';
import type { NodeRun } from '../state/fold-run';
import { wholeId } from '../state/level';
import { useRun } from '../state/run-store';

interface Remembered {
  readonly seconds: number;
  /** How much it did then: steps of a training, without those that an earlier run had made. */
  readonly amount: number | null;
}

/** More kinds of steps than 300 nobody waits for. */
const times = createMemory('genloom.times', 300, isTime);

/** Remembers how long nodes took on this device, so that the inspector can say how long they will take. */
export function useRememberedTimes(): void {
  useEffect(
    () =>
      useRun.subscribe(({ nodes }, before) => {
        if (nodes === before.nodes) return;
        for (const [id, run] of Object.entries(nodes)) {
          if (run.state !== 'finished' || before.nodes[id]?.state !== 'running' || run.seconds === undefined) continue;
          const { root, projectId } = useEditor.getState();
          const node = flatten(root).nodes.get(id);
          const contract = node && catalogue.get(node.type);
          if (node && contract)
            times.remember(`${projectId} ${id}`, {
              seconds: run.seconds,
              amount: amountDone(run, amountOf(node, contract)),
            });
        }
      }),
    [],
  );
}

/** Of the amount that was asked for, what a run did itself; null where a node has no such amount. */
export function amountDone({ from = 0, done }: Pick<NodeRun, 'from' | 'done'>, asked: number | null): number | null {
  if (asked === null) return null;
  const own = (done ?? asked) - from;
  return own > 0 ? own : asked;
}

/** Seconds that a node will take from its beginning, going by the pace of its last run here; null where nobody can know yet. */
export function expectedSeconds(projectId: string, node: GraphNode, contract: AnyContract): number | null {
  const last = times.read(`${projectId} ${wholeId(node.id)}`);
  if (!last) return null;
  const amount = amountOf(node, contract);
  return last.amount && amount ? (last.seconds * amount) / last.amount : last.seconds;
}

/** The parameter that only says how far to go: time grows with it. */
function amountOf(node: GraphNode, { continues }: AnyContract): number | null {
  const amount = continues === undefined ? undefined : node.params[continues];
  return typeof amount === 'number' ? amount : null;
}

function isTime(value: unknown): value is Remembered {
  return (
    typeof value === 'object' &&
    value !== null &&
    'seconds' in value &&
    typeof value.seconds === 'number' &&
    'amount' in value &&
    (value.amount === null || typeof value.amount === 'number')
  );
}
