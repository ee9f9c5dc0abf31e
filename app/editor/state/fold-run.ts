import {
  INSIDE,
  type RunEnd,
  type RunEvent,
  sentenceOf,
  type UserFacingError,
  type ValueFacts,
  type View,
} from '@/graph';
import type { KeptWork } from '@/workers/client';

/** A node as the last run left it. */
export interface NodeRun {
  readonly state:
    | 'idle'
    | 'queued'
    | 'running'
    | 'finished'
    | 'cached'
    | 'failed'
    /** For a person, not for its turn. */
    | 'waiting'
    | 'cancelled'
    | 'skipped';
  readonly done?: number;
  readonly total?: number;
  /** What was done already when it began: a training that goes on does not begin at 0. */
  readonly from?: number;
  readonly message?: string;
  readonly secondsLeft?: number;
  /** Wall-clock milliseconds within the run. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly seconds?: number;
  readonly worker?: number;
  readonly key?: string;
  readonly bytes?: number;
  readonly views: Readonly<Record<string, View>>;
  /** Of a subgraph: where the values of its outputs are kept. */
  readonly outputs?: Readonly<Record<string, { readonly key: string; readonly port: string }>>;
  readonly facts: ValueFacts;
  /** What it warned of, the newest last: files that were skipped. */
  readonly warnings?: readonly string[];
  /** Work of it that ended early, and that the next run goes on from. */
  readonly kept?: KeptWork;
  /** What it shows while it works. */
  readonly preview?: View;
  readonly error?: UserFacingError;
  /** The node whose failure kept it from running. */
  readonly because?: string;
}

export interface MetricPoint {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}
export interface LogLine {
  readonly at: number;
  readonly nodeId: string | null;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** Everything visible about a run: a fold over its events. */
export interface RunState {
  readonly status: 'idle' | 'running' | 'paused';
  readonly runId: string | null;
  readonly startedAt: string | null;
  readonly outcome: RunEnd | null;
  /** Milliseconds since the run began, at its last event. */
  readonly elapsed: number;
  /** What its last computing step ran on; empty while nothing has computed. */
  readonly backend: string;
  /** Node ids of the run's steps, in their order. */
  readonly steps: readonly string[];
  readonly nodes: Readonly<Record<string, NodeRun>>;
  readonly metrics: Readonly<Record<string, readonly MetricPoint[]>>;
  readonly logs: readonly LogLine[];
  /** The newest events that tell what happened, bounded; progress and pictures of a moment stand on the nodes, and metrics by themselves. */
  readonly events: readonly RunEvent[];
}

const KEPT = { events: 2_000, logs: 500, points: 4_000, warnings: 8 } as const;
const BLANK: NodeRun = { state: 'idle', views: {}, facts: {} };

export const NO_RUN: RunState = {
  status: 'idle',
  runId: null,
  startedAt: null,
  outcome: null,
  elapsed: 0,
  backend: '',
  steps: [],
  nodes: {},
  metrics: {},
  logs: [],
  events: [],
};

/** The state after some more events. Events of an earlier run that come late are left out. */
export function foldRun(state: RunState, events: readonly RunEvent[]): RunState {
  return events.reduce(foldOne, state);
}

function foldOne(state: RunState, event: RunEvent): RunState {
  if (event.type === 'run-started') return begin(state, event);
  if (event.runId !== state.runId) return state;
  const next = { ...state, elapsed: event.at, events: withEvent(state.events, event) };
  switch (event.type) {
    case 'queued':
      return withNode(next, event.nodeId, (node) => ({ ...settled(node), state: 'queued' }));
    case 'started':
      // A step that starts over, after its worker died, tells its numbers from the beginning once more.
      return withNode(withoutMetrics(next, event.nodeId), event.nodeId, (node) => ({
        ...settled(node),
        state: 'running',
        startedAt: event.at,
        worker: event.worker,
        ...(event.estimatedSeconds === undefined ? {} : { secondsLeft: event.estimatedSeconds }),
      }));
    case 'computes':
      return { ...next, backend: event.backend };
    case 'progress':
      return withNode(next, event.nodeId, ({ message: _, secondsLeft: __, ...node }) => ({
        ...node,
        from: node.from ?? event.done,
        done: event.done,
        total: event.total,
        ...(event.message === undefined ? {} : { message: event.message }),
        ...(event.secondsLeft === undefined ? {} : { secondsLeft: event.secondsLeft }),
      }));
    case 'preview':
      return withNode(next, event.nodeId, (node) => ({ ...node, preview: event.view }));
    case 'metric':
      return {
        ...next,
        metrics: {
          ...next.metrics,
          [event.nodeId]: keep(
            next.metrics[event.nodeId] ?? [],
            { step: event.step, values: event.values },
            KEPT.points,
          ),
        },
      };
    case 'log': {
      const { nodeId, level, text } = event;
      const logged = withLog(next, { at: event.at, nodeId: nodeId ?? null, level, text });
      return nodeId === undefined || level !== 'warning'
        ? logged
        : withNode(logged, nodeId, (node) => ({ ...node, warnings: keep(node.warnings ?? [], text, KEPT.warnings) }));
    }
    case 'finished':
      return withNode(next, event.nodeId, ({ preview: _, secondsLeft: __, error: ___, warnings: ____, ...node }) => ({
        ...node,
        state: event.cached ? 'cached' : 'finished',
        startedAt: node.startedAt ?? event.at,
        endedAt: event.at,
        seconds: event.seconds,
        bytes: event.bytes,
        key: event.key,
        views: event.views,
        facts: event.facts,
        ...(event.warnings && { warnings: event.warnings }),
      }));
    case 'inside':
      return withNode(next, event.nodeId, ({ preview: _, error: __, ...node }) => ({
        ...node,
        state: event.state,
        ...(event.state === 'finished' && { views: event.views }),
      }));
    case 'failed': {
      // What the check found keeps a step from starting; the page shows it for as long as its own check finds it.
      const failed = withNode(next, event.nodeId, (node) =>
        isFound(event.error)
          ? { ...node, state: 'skipped' }
          : { ...node, state: 'failed', endedAt: event.at, error: event.error },
      );
      return withLog(failed, {
        at: event.at,
        nodeId: event.nodeId,
        level: 'error',
        text: sentenceOf(event.error),
      });
    }
    case 'waits': {
      const waiting = withNode(next, event.nodeId, ({ secondsLeft: _, ...node }) => ({
        ...node,
        state: 'waiting',
        endedAt: event.at,
      }));
      return withLog(waiting, { at: event.at, nodeId: event.nodeId, level: 'info', text: sentenceOf(event.why) });
    }
    case 'skipped':
      return withNode(next, event.nodeId, (node) => ({ ...node, state: 'skipped', because: event.because }));
    case 'cancelled':
      return withNode(next, event.nodeId, ({ secondsLeft: _, ...node }) => ({
        ...node,
        state: 'cancelled',
        endedAt: event.at,
      }));
    case 'paused':
      return { ...next, status: 'paused' };
    case 'resumed':
      return { ...next, status: 'running' };
    case 'run-finished':
      return { ...next, status: 'idle', outcome: event.outcome };
  }
}

/** Whether an error is a problem of the graph, which the page's own check finds too. */
const isFound = (error: UserFacingError): boolean => 'level' in error;

function begin(state: RunState, event: Extract<RunEvent, { type: 'run-started' }>): RunState {
  const nodes: Record<string, NodeRun> = { ...state.nodes };
  // What earlier runs made stays to be seen, and what went wrong in nodes that this run leaves alone; only errors of what runs again are over.
  const steps = new Set(event.steps.map((step) => step.nodeId));
  // What lies in a node that runs it itself runs again with it.
  const again = { has: (id: string) => pathsTo(id).some((path) => steps.has(path)) };
  for (const [id, node] of Object.entries(nodes))
    if (isOver(id, node, again)) nodes[id] = { ...settled(node), state: 'idle' };
  return {
    ...NO_RUN,
    status: 'running',
    runId: event.runId,
    startedAt: event.startedAt,
    steps: event.steps.map((step) => step.nodeId),
    nodes,
    events: [event],
  };
}

/** A node, and those that it lies in. */
export const pathsTo = (id: string): readonly string[] =>
  id.split(INSIDE).map((_, index, parts) => parts.slice(0, index + 1).join(INSIDE));

function isOver(id: string, { state, because }: NodeRun, again: Pick<ReadonlySet<string>, 'has'>): boolean {
  if (state === 'failed' || state === 'waiting') return again.has(id);
  if (state === 'skipped') return again.has(id) || because === undefined || again.has(because);
  return state === 'cancelled';
}

function settled({
  preview: _,
  kept: ___________,
  error: __,
  because: ___,
  startedAt: __________,
  done: ____,
  total: _____,
  from: _________,
  secondsLeft: ______,
  endedAt: _______,
  message: ________,
  warnings: ____________,
  ...node
}: NodeRun): NodeRun {
  return node;
}

function withNode(state: RunState, id: string, change: (node: NodeRun) => NodeRun): RunState {
  return { ...state, nodes: { ...state.nodes, [id]: change(state.nodes[id] ?? BLANK) } };
}

function withoutMetrics(state: RunState, id: string): RunState {
  const { [id]: _, ...metrics } = state.metrics;
  return { ...state, metrics };
}

/** A long training shows its progress thousands of times: it must not push out what happened before. */
const withEvent = (events: readonly RunEvent[], event: RunEvent): readonly RunEvent[] =>
  event.type === 'progress' || event.type === 'preview' || event.type === 'metric' || event.type === 'inside'
    ? events
    : keep(events, event, KEPT.events);

const withLog = (state: RunState, line: LogLine): RunState => ({ ...state, logs: keep(state.logs, line, KEPT.logs) });

function keep<Item>(items: readonly Item[], item: Item, most: number): readonly Item[] {
  return items.length < most ? [...items, item] : [...items.slice(items.length - most + 1), item];
}
