import { create } from 'zustand';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { flatten, type GraphDocument } from '@/graph';
import type { BackendPreference, BackendStatus, KeptWork, RunHandle } from '@/workers/client';
import { asRun, rememberFrom, toBeRun } from '../memory/remembering';
import { changedNodes } from './changed-nodes';
import { foldRun, NO_RUN, type NodeRun, pathsTo, type RunState } from './fold-run';
import { runtime, savePreference } from './runtime';

export interface RunStore extends RunState {
  readonly backends: readonly BackendStatus[];
  readonly startingBackend: boolean;
  /** Counts finished runs: what depends on stored results looks again. */
  readonly finishedRuns: number;
  /** Runs nodes with all they need; null for everything. */
  run(document: GraphDocument, targets: readonly string[] | null): Promise<void>;
  cancel(): Promise<void>;
  /** Another project is opened: what runs is stopped, as when a tab is closed, and nothing of it stays to be seen. */
  leave(): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Shows results that are in the store already: after a reload, an undo, a changed parameter. */
  refreshCached(document: GraphDocument): Promise<void>;
  startBackend(): Promise<void>;
  chooseBackend(name: BackendPreference): Promise<void>;
}

/** The newest run, from the moment it was asked for; null when it could not start. */
let handle: Promise<RunHandle | null> = Promise.resolve(null);
/** What the last run was of. */
let ran: GraphDocument | null = null;

/** The run of this editor and the machine it runs on. */
export const useRun = create<RunStore>()((set, get) => ({
  ...NO_RUN,
  backends: [],
  startingBackend: false,
  finishedRuns: 0,
  async run(given, targets) {
    if (get().status !== 'idle') return;
    if (given.nodes.length === 0) {
      toast.info('There is nothing to run yet', { description: 'Add a node first, or open a template.' });
      return;
    }
    const changed = changedNodes(ran ?? given, given);
    const { nodes: before } = get();
    set(({ nodes }) => ({ status: 'running', outcome: null, nodes: withoutTrouble(nodes, changed) }));
    ran = given;
    const started = Promise.all([
      runtime(),
      toBeRun(given, (path) => before[path]?.state === 'waiting' || before[path]?.kept !== undefined),
    ]).then(([ready, document]) =>
      ready.run({
        document,
        targets,
        onEvents(events) {
          if (!isCurrent()) return;
          set((state) => foldRun(state, events));
          rememberFrom(document, events);
        },
      }),
    );
    const current = started.catch(() => null);
    const isCurrent = () => handle === current;
    handle = current;
    try {
      await (await started).done;
    } catch (error) {
      if (!isCurrent()) return;
      tellProblem(error);
      set((state) => ({ status: 'idle', outcome: 'failed', nodes: stopped(state.nodes) }));
    }
    if (!isCurrent()) return;
    set((state) => ({ status: 'idle', finishedRuns: state.finishedRuns + 1 }));
    if (get().backends.length === 0) void get().startBackend();
  },
  cancel: async () => (await handle)?.cancel().catch(tellProblem),
  leave() {
    void get().cancel();
    handle = Promise.resolve(null);
    ran = null;
    set(NO_RUN);
  },
  pause: async () => (await handle)?.pause().catch(tellProblem),
  resume: async () => (await handle)?.resume().catch(tellProblem),
  async refreshCached(given) {
    const asked = get().nodes;
    const [ready, document] = await Promise.all([runtime(), asRun(given)]);
    const [found, keptWork] = await Promise.all([ready.cached(document), ready.kept(document)]);
    const changed = changedNodes(ran ?? given, given);
    set((state) => {
      const nodes: Record<string, NodeRun> = {};
      for (const { id } of flatten(document).document.nodes) {
        const before = state.nodes[id];
        const cached = found[id];
        const kept = keptWork[id];
        const busy = before?.state === 'running' || before?.state === 'queued';
        if (before && (busy || (before.key !== undefined && before.key === cached?.key))) nodes[id] = before;
        else if (cached)
          nodes[id] = {
            state: 'cached',
            key: cached.key,
            views: cached.views,
            facts: cached.facts,
            seconds: cached.seconds,
            bytes: cached.bytes,
            ...(cached.warnings && { warnings: cached.warnings }),
          };
        // What a run made while the store was being asked is newer than the answer.
        else if (before?.key !== undefined && before.key !== asked[id]?.key && !changed.has(id)) nodes[id] = before;
        // What was computed for other settings is out of date; what went wrong stays until something before it changes, or a run mends it.
        else if (
          before &&
          (isTrouble(before) ? !changed.has(id) && !isAnswered(before, kept) : before.key === undefined)
        ) {
          // A run that began before what was there had been looked up still has the key of that.
          const { kept: _, key: __, ...rest } = before;
          nodes[id] = kept ? { ...rest, kept } : rest;
        } else if (kept) nodes[id] = { state: kept.waits ? 'waiting' : 'idle', views: {}, facts: {}, kept };
      }
      // What lies in a node that runs it itself shows its last round for as long as that round is of the node as it is.
      for (const [id, inside] of Object.entries(state.nodes)) {
        const runner = pathsTo(id).find((path) => nodes[path] !== undefined);
        if (runner !== undefined && runner !== id && nodes[runner] === state.nodes[runner]) nodes[id] = inside;
      }
      return { nodes };
    });
  },
  async startBackend() {
    if (get().startingBackend) return;
    set({ startingBackend: true });
    try {
      set({ backends: await (await runtime()).start() });
    } catch (error) {
      tellProblem(error);
    } finally {
      set({ startingBackend: false });
    }
  },
  async chooseBackend(name) {
    savePreference(name);
    set({ startingBackend: true });
    try {
      set({ backends: await (await runtime()).setBackend(name) });
    } catch (error) {
      tellProblem(error);
    } finally {
      set({ startingBackend: false });
    }
  },
}));

const isTrouble = ({ error, state }: NodeRun): boolean =>
  error !== undefined || state === 'skipped' || state === 'waiting';

/** What waited for a person has been told. */
const isAnswered = ({ state }: NodeRun, kept: KeptWork | undefined): boolean => state === 'waiting' && !kept?.waits;

/** The nodes that wait for a person, by their paths. */
export const waitingNodes = (nodes: Readonly<Record<string, NodeRun>>): readonly string[] =>
  Object.keys(nodes).filter((id) => nodes[id]?.state === 'waiting');

/** What went wrong with other settings says nothing of these. */
const withoutTrouble = (nodes: Readonly<Record<string, NodeRun>>, changed: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(nodes).filter(([id, node]) => !(isTrouble(node) && changed.has(id))));

function stopped(nodes: Readonly<Record<string, NodeRun>>): Record<string, NodeRun> {
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [
      id,
      node.state === 'running' || node.state === 'queued' ? { ...node, state: 'cancelled' } : node,
    ]),
  );
}
