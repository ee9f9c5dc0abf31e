import { baseUrl } from './browser';

/** A run as the product wrote it into the history of its project. */
export interface RecordedRun {
  readonly outcome: string;
  readonly backend: string;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly metrics: readonly Readonly<Record<string, unknown>>[];
}

/** Runs of a project that have ended, the newest first. */
export async function recordedRuns(projectId: string): Promise<readonly RecordedRun[]> {
  const listed = record(await read(`/api/projects/${projectId}/runs`)).runs;
  const ids = array(listed).map((run) => String(record(run).id));
  const runs = await Promise.all(ids.map((id) => read(`/api/projects/${projectId}/runs/${id}`)));
  return runs.map(record).map(({ outcome, backend, events, metrics }) => ({
    outcome: String(outcome),
    backend: String(backend),
    events: array(events).map(record),
    metrics: array(metrics).map(record),
  }));
}

/** How the runs of a project ended, the newest first. */
export async function outcomesOf(projectId: string): Promise<readonly string[]> {
  const listed = record(await read(`/api/projects/${projectId}/runs`)).runs;
  return array(listed).map((run) => String(record(run).outcome));
}

/** Nodes whose steps a worker was given in a run: what was computed and not taken from the cache. */
export const computedNodes = ({ events }: RecordedRun): readonly string[] =>
  events.filter(({ type }) => type === 'started').map(({ nodeId }) => String(nodeId));

/** The training steps whose numbers a run read back as it made them; of those before it, it only tells how they went. */
export function stepsRead({ metrics }: RecordedRun): readonly number[] {
  return metrics.filter(({ values }) => 'tokensPerSecond' in record(values)).map(({ step }) => Number(step));
}

/** The first training step that a run made and measured. */
export const firstStep = (run: RecordedRun): number => Math.min(...stepsRead(run));

/** The losses that were measured at a step: over training and over validation blocks. */
export function lossesAt({ metrics }: RecordedRun, at: number): readonly number[] {
  const look = metrics.find(({ step, values }) => step === at && 'validationLoss' in record(values));
  const { trainingLoss, validationLoss } = record(look?.values);
  return [Number(trainingLoss), Number(validationLoss)];
}

async function read(path: string): Promise<unknown> {
  const response = await fetch(`${baseUrl}${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value));
  throw new Error(`${JSON.stringify(value)} should be an object`);
}

function array(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${JSON.stringify(value)} should be a list`);
}
