import { catalogue } from '@/app/catalogue';
import type { RunState } from '@/app/editor/state/fold-run';
import { clock } from '@/app/editor/words';
import { flatten, type GraphDocument, type Problem, pathTitle, reach, type UserFacingError } from '@/graph';

export interface Progress {
  /** 0 … 1; null before anything is known. */
  readonly share: number | null;
  /** `Train language model · 300 of 2,000 · 38 s left` */
  readonly words: string;
}

/** How far a run is, over all its steps, and what it is at. */
export function progressOf({ steps, nodes }: RunState, document: GraphDocument): Progress {
  if (steps.length === 0) return { share: null, words: 'Getting ready' };
  const done = steps.reduce((sum, id) => sum + shareOf(nodes[id]), 0);
  const at = steps.find((id) => nodes[id]?.state === 'running');
  const node = at === undefined ? undefined : nodes[at];
  const left = Math.max(
    -1,
    ...Object.values(nodes).map(({ state, secondsLeft = -1 }) => (state === 'running' ? secondsLeft : -1)),
  );
  const words = [
    at === undefined ? 'Waiting for a free worker' : pathTitle(document, at, catalogue),
    ...(node?.message ? [node.message] : counted(node)),
    ...(left >= 0 ? [`${clock(left)} left`] : []),
  ];
  return { share: done / steps.length, words: words.join(' · ') };
}

const counted = (node: RunState['nodes'][string] | undefined): readonly string[] =>
  node?.done !== undefined && node.total
    ? [`${node.done.toLocaleString('en')} of ${node.total.toLocaleString('en')}`]
    : [];

const shareOf = (node: RunState['nodes'][string] | undefined): number => {
  if (node?.state === 'finished' || node?.state === 'cached') return 1;
  return node?.state === 'running' && node.done !== undefined && node.total ? Math.min(1, node.done / node.total) : 0;
};

export interface Trouble {
  readonly node: string;
  readonly title: string;
  readonly error: UserFacingError;
}

/** What kept the last run from giving what was asked for: what failed in it, and what the check finds in what it needs. */
export function troublesOf(
  { nodes, outcome }: RunState,
  problems: readonly Problem[],
  document: GraphDocument,
  targets: readonly string[],
): readonly Trouble[] {
  if (outcome === null || outcome === 'succeeded' || outcome === 'waiting') return [];
  const flat = flatten(document).document;
  const sources = flat.nodes
    .map(({ id }) => id)
    .filter((id) => targets.some((target) => id === target || id.startsWith(`${target}/`)));
  const needed = new Set([...sources, ...reach(flat.wires, sources, 'backwards')]);
  const told = (node: string, error: UserFacingError) => ({ node, title: pathTitle(document, node, catalogue), error });
  const failed = [...needed].flatMap((id) => {
    const error = nodes[id]?.error;
    return nodes[id]?.state === 'failed' && error ? [told(id, error)] : [];
  });
  // Their fixes speak of the editor, which a visitor does not see.
  const found = problems.flatMap(({ nodeId, inside, level, code, title, detail }) =>
    level === 'error' && needed.has(inside ?? nodeId)
      ? [told(inside ?? nodeId, { code, title, ...(detail !== undefined && { detail }) })]
      : [],
  );
  return [...failed, ...found];
}
