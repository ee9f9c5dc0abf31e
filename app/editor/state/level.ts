import { catalogue } from '@/app/catalogue';
import {
  contractOf,
  describeError,
  flatten,
  type GraphDocument,
  INSIDE,
  isSubgraph,
  pathTitle,
  prefixOf,
  type WireEnd,
} from '@/graph';
import { useEditor } from './editor-store';
import type { NodeRun } from './fold-run';

type Runs = Readonly<Record<string, NodeRun>>;

/** What runs and the check of the whole graph call a node that lies on the canvas. */
export const wholeId = (id: string): string => prefixOf(useEditor.getState().path) + id;

/** The same of the node that is selected; empty where none is. */
export const useSelectedPath = (): string =>
  useEditor(({ document, selection, path }) => {
    const node = document.nodes.find(({ id }) => selection.has(id));
    return node ? prefixOf(path) + node.id : '';
  });

/** A node on the canvas as the last run left it; of a subgraph, what is true of those inside together. */
export function runAt(runs: Runs, id: string): NodeRun | undefined {
  const { root, path } = useEditor.getState();
  const whole = prefixOf(path) + id;
  const node = flatten(root).nodes.get(whole);
  if (!node || !isSubgraph(node) || node.muted) return runs[whole];
  const before = together.get(runs);
  // What a subgraph shows of the same runs is another once it is edited inside.
  const known = before?.root === root ? before.byId : new Map<string, NodeRun>();
  together.set(runs, { root, byId: known });
  const run = known.get(whole) ?? runInside(runs, whole);
  known.set(whole, run);
  return run;
}

/** Where the value of an output on the canvas is kept, once it is there. */
export function valueAt(
  runs: Runs,
  { node, port }: WireEnd,
): { readonly key: string; readonly port: string } | undefined {
  const run = runAt(runs, node);
  if (run?.outputs) return run.outputs[port];
  return run?.key === undefined ? undefined : { key: run.key, port };
}

const together = new WeakMap<Runs, { readonly root: GraphDocument; readonly byId: Map<string, NodeRun> }>();

const BUSY = new Set<NodeRun['state']>(['running', 'queued']);
const DONE = new Set<NodeRun['state']>(['finished', 'cached']);

function runInside(runs: Runs, id: string): NodeRun {
  const { root } = useEditor.getState();
  const flat = flatten(root);
  const inside = Object.entries(runs).filter(([one]) => one.startsWith(id + INSIDE));
  // What was never asked to run, or only describes a network, says nothing of the rest.
  const ran = inside.filter(([one, { state }]) => {
    const node = flat.nodes.get(one);
    return state !== 'idle' && node !== undefined && catalogue.get(node.type)?.run !== undefined;
  });
  const states = ran.map(([, { state }]) => state);
  const views: Record<string, NodeRun['views'][string]> = {};
  const outputs: Record<string, { key: string; port: string }> = {};
  const node = flat.nodes.get(id);
  for (const port of Object.keys((node && contractOf(node, catalogue)?.outputs) ?? {})) {
    const source = flat.sourceOf({ node: id, port });
    const run = source && runs[source.node];
    const view = source && run?.views[source.port];
    if (!source || !run || !view) continue;
    views[port] = view;
    if (run.key !== undefined) outputs[port] = { key: run.key, port: source.port };
  }
  const failed = ran.find(([, { state }]) => state === 'failed');
  const busy = states.some((state) => BUSY.has(state));
  const left = ran.flatMap(([, { state, secondsLeft }]) => (state === 'running' ? (secondsLeft ?? []) : []));
  const working = ran.find(([, { state }]) => state === 'running');
  const done = ran.reduce((sum, [, run]) => sum + shareDone(run), 0);
  const first = Object.values(outputs)[0];
  return {
    state: failed ? 'failed' : stateOf(states),
    views,
    facts: {},
    outputs,
    ...(first && { key: first.key }),
    ...(busy && { done, total: ran.length }),
    ...(busy && left.length > 0 && { secondsLeft: Math.max(...left) }),
    ...(working && { message: titleInside(id, working[0]) }),
    ...(working?.[1].preview && { preview: working[1].preview }),
    ...(failed?.[1].error && { error: told(failed[1].error, id, failed[0]) }),
    ...(states.length > 0 && !busy && { seconds: ran.reduce((sum, [, { seconds = 0 }]) => sum + seconds, 0) }),
  };
}

function stateOf(states: readonly NodeRun['state'][]): NodeRun['state'] {
  const has = (state: NodeRun['state']) => states.includes(state);
  if (has('running') || (has('queued') && states.some((state) => DONE.has(state)))) return 'running';
  for (const state of ['waiting', 'queued', 'cancelled', 'skipped'] as const) if (has(state)) return state;
  if (states.length === 0) return 'idle';
  return has('finished') ? 'finished' : 'cached';
}

const shareDone = ({ state, done, total }: NodeRun): number =>
  DONE.has(state) ? 1 : state === 'running' && done !== undefined && total ? Math.min(1, done / total) : 0;

/** What people call a node inside a subgraph, from there on. */
const titleInside = (id: string, inner: string): string =>
  pathTitle(useEditor.getState().root, inner, catalogue, id.split(INSIDE).length);

/** An error of a node inside, as it is told on the subgraph. */
function told(error: NonNullable<NodeRun['error']>, id: string, inner: string): NonNullable<NodeRun['error']> {
  const { title, detail, fix, particulars } = describeError(error);
  return {
    code: 'subgraph.inside',
    title,
    detail: [`In “${titleInside(id, inner)}”.`, detail].filter(Boolean).join(' '),
    ...(fix !== undefined && { fix }),
    ...(particulars && { particulars }),
  };
}
