import { useEffect } from 'react';
import { api } from '@/app/client/api';
import type { GraphDocument, RunEvent } from '@/graph';
import { useEditor } from './editor-store';
import { type RunStore, useRun } from './run-store';

/** The most events of a run that are kept on the server. */
const MOST_EVENTS = 600;
/** The largest graph that is kept with a run, in characters. */
const LARGEST_GRAPH = 500_000;

/** Writes each run into the project's history: when it began, what was measured, how it ended. A server that does not answer disturbs no run. */
export function useRunRecorder(): void {
  useEffect(() => {
    let record: Promise<string> | null = null;
    let ran: GraphDocument | null = null;
    return useRun.subscribe((now, before) => {
      if (now.runId !== null && now.runId !== before.runId) {
        const { projectId, document } = useEditor.getState();
        ran = document;
        record = api.runs
          .create(projectId, { backend: backendOf(now), summary: { document: document.name, steps: now.steps.length } })
          .then(({ id }) => id);
        record.catch((error: unknown) => console.info('This run is not in the history:', error));
      }
      if (now.outcome && !before.outcome && record) {
        const { projectId } = useEditor.getState();
        const outcome = now.outcome === 'succeeded' ? 'finished' : now.outcome;
        const metrics = Object.entries(now.metrics).flatMap(([nodeId, points]) =>
          thin(points).map((point) => ({ nodeId, ...point })),
        );
        const events = [...graphEvent(ran), ...now.events.filter(worthKeeping).slice(-MOST_EVENTS)];
        const titles = Object.fromEntries(
          useEditor.getState().document.nodes.map((node) => [node.id, node.title ?? node.type]),
        );
        const summary = { seconds: now.elapsed / 1000, steps: now.steps.length, titles };
        record
          .then((id) => api.runs.change(projectId, id, { outcome, metrics, events, summary, backend: backendOf(now) }))
          .catch((error: unknown) => console.info('This run is not in the history:', error));
        record = null;
      }
    });
  }, []);
}

/** The graph as it ran, so that the history can say what differed between two runs; one that is huge is left out. */
function graphEvent(document: GraphDocument | null): readonly object[] {
  return document && JSON.stringify(document).length < LARGEST_GRAPH ? [{ type: 'graph', document }] : [];
}

/** What computes is known once something has been computed. */
const backendOf = ({ backend, backends }: RunStore): string =>
  backends.find(({ active }) => active)?.label || backend || 'automatic';

/** Previews are pictures of a moment, and progress is over; neither is history. */
const worthKeeping = (event: RunEvent) =>
  event.type !== 'preview' && event.type !== 'progress' && event.type !== 'metric';

function thin<Point>(points: readonly Point[]): readonly Point[] {
  const most = 500;
  const stride = Math.ceil(points.length / most);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
}
