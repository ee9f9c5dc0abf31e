import { useEffect } from 'react';
import { entries } from '@/app/catalogue/entries';
import { api } from '@/app/client/api';
import { flatten, type GraphDocument, pathTitle } from '@/graph';
import { useEditor } from './editor-store';
import type { MetricPoint } from './fold-run';
import { type RunStore, useRun } from './run-store';

/** The most events of a run that are kept on the server. */
const MOST_EVENTS = 600;
/** So often the numbers of a run under way are written, in milliseconds: a tab that closes costs no more of them. */
const WRITE_EVERY = 10_000;
/** The largest graph that is kept with a run, in characters. */
const LARGEST_GRAPH = 500_000;

interface Recording {
  readonly projectId: string;
  readonly document: GraphDocument;
  /** Its id in the history. */
  readonly id: Promise<string>;
  /** Per node, the points that the history has. */
  readonly written: Map<string, number>;
  writtenAt: number;
}
let recording: Recording | null = null;
let listening = false;

/** Writes each run into the project's history: when it began, what was measured, how it ended. A server that does not answer disturbs no run. */
export function useRunRecorder(): void {
  // It goes on when the editor is left: a run may end while the projects are looked through.
  useEffect(() => {
    if (listening) return;
    listening = true;
    useRun.subscribe((now, before) => {
      const another = now.runId !== before.runId;
      // The editor has gone on to another project, and the run was stopped.
      if (another && recording) end(recording, { ...before, outcome: 'cancelled' });
      if (another && now.runId !== null) recording = begin(now);
      if (now.outcome && !before.outcome && recording) end(recording, now);
      else if (recording && Date.now() - recording.writtenAt > WRITE_EVERY) write(recording, now);
    });
    window.addEventListener('pagehide', () => {
      if (recording) write(recording, useRun.getState(), true);
    });
  }, []);
}

function begin(run: RunStore): Recording {
  const { projectId, root: document } = useEditor.getState();
  const summary = { document: document.name, steps: run.steps.length, titles: titlesIn(document) };
  const id = api.runs.create(projectId, { backend: backendOf(run), summary }).then((created) => created.id);
  // Written at once: what was set differently is told also of a run whose end nobody saw.
  id.then((known) => api.runs.change(projectId, known, { events: graphEvent(document) })).catch(notKept);
  return { projectId, document, id, written: new Map(), writtenAt: Date.now() };
}

/** What was measured since the last time. A page that goes away takes its run along: the history then calls it interrupted. */
function write(recording: Recording, run: RunStore, leaving = false): void {
  const { projectId, document, id, written } = recording;
  recording.writtenAt = Date.now();
  const metrics = newPoints(run.metrics, written);
  const summary = { ...summaryOf(document, run), ...(leaving && { interrupted: true }) };
  id.then((known) =>
    api.runs.change(projectId, known, { metrics, summary, backend: backendOf(run) }, { keepalive: leaving }),
  ).catch(notKept);
}

function end({ projectId, document, id, written }: Recording, run: RunStore): void {
  recording = null;
  const outcome = run.outcome === 'succeeded' ? 'finished' : (run.outcome ?? 'cancelled');
  const metrics = newPoints(run.metrics, written);
  const events = run.events.slice(-MOST_EVENTS);
  const summary = summaryOf(document, run);
  id.then((known) =>
    api.runs.change(projectId, known, { outcome, metrics, events, summary, backend: backendOf(run) }),
  ).catch(notKept);
}

const summaryOf = (document: GraphDocument, run: RunStore) => ({
  seconds: run.elapsed / 1000,
  steps: run.steps.length,
  titles: titlesIn(document),
});

/** The points after those that `written` tells of, which then tells of these too. */
export function newPoints(
  metrics: RunStore['metrics'],
  written: Map<string, number>,
): readonly (MetricPoint & { readonly nodeId: string })[] {
  return Object.entries(metrics).flatMap(([nodeId, points]) => {
    const fresh = points.slice(Math.min(written.get(nodeId) ?? 0, points.length));
    written.set(nodeId, Math.max(written.get(nodeId) ?? 0, points.length));
    return thin(fresh).map((point) => ({ nodeId, ...point }));
  });
}

/** What people called the nodes when the run ended: curves in the history carry these names. */
export const titlesIn = (document: GraphDocument): Readonly<Record<string, string>> =>
  Object.fromEntries(flatten(document).document.nodes.map(({ id }) => [id, pathTitle(document, id, entries)]));

/** The graph as it ran, so that the history can say what differed between two runs; one that is huge is left out. */
const graphEvent = (document: GraphDocument): readonly object[] =>
  JSON.stringify(document).length < LARGEST_GRAPH ? [{ type: 'graph', document }] : [];

const notKept = (error: unknown) => console.info('This run is not in the history:', error);

/** What it really ran on, as its steps told it; a run that took all from the cache ran on nothing. */
const backendOf = ({ backend }: RunStore): string => backend || 'automatic';

function thin<Point>(points: readonly Point[]): readonly Point[] {
  const most = 500;
  const stride = Math.ceil(points.length / most);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
}
