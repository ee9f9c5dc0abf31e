import {
  check,
  describeError,
  type Facts,
  flatten,
  INSIDE,
  lineageOf,
  type PlannedStep,
  plan,
  type RunEnd,
  type Step,
  type StepInput,
  sentenceOf,
  type UserFacingError,
} from '@/graph';
import { codecOf } from './artifacts/kinds';
import type { StoredValue } from './artifacts/store';
import { type Asking, askWorker } from './ask-worker';
import type { ActiveRun, EngineState } from './engine-state';
import { createEventBuffer } from './event-buffer';
import { extendStep } from './extend-step';
import { createPace } from './pace';
import { heldName } from './placement';
import { type Slot, WorkerLost } from './pool';
import { blockedBy, heldNames } from './run-plan';
import type { RunHandle, RunRequest } from './runtime';
import { type Choosing, createSchedule } from './schedule';
import type { StepResult } from './step';
import { diedTwice } from './step-errors';
import type { StepEvent } from './teller';
import { sizeOf } from './values';

/** Walks one plan: see {@link createEngine}. */
export function startRun(engine: EngineState, runId: string, request: RunRequest): RunHandle {
  const { targets, onEvents } = request;
  const { catalogue, store, pool, values, placement, tasks, underWay, runs } = engine;
  const checked = check(request.document, catalogue);
  const planned = plan(request.document, catalogue, { targets, isCached: store.has, checked });
  const steps = new Map(planned.steps.map((step) => [step.nodeId, step]));
  const schedule = createSchedule(planned.steps, ({ type }) => catalogue.get(type)?.chooses);
  /** By the nodes that choose, the inputs that they run with. */
  const chosen = new Map<string, ReadonlySet<string>>();
  const events = createEventBuffer(runId, onEvents);
  const pace = createPace();
  const { tell } = events;
  const facts = new Map<string, Readonly<Record<string, Facts>>>();
  /** Networks, by the keys of the blocks that extended them: nothing else keeps them. */
  const networks = new Map<string, Readonly<Record<string, StoredValue>>>();
  /** Nodes whose steps are in workers now. */
  const active = new Map<string, Slot>();
  const retried = new Set<string>();
  /** Nodes that are being asked what they choose. */
  const deciding = new Set<string>();
  const taskOf = (nodeId: string) => `${runId}/${nodeId}`;
  let failures = 0;
  let waiting = 0;
  let cancelled = false;
  let paused = false;
  let ended = false;
  let finish: (outcome: RunEnd) => void = () => {};
  const done = new Promise<RunEnd>((resolve) => {
    finish = resolve;
  });
  // Neither what this run starts from nor what it makes is evicted under it.
  store.hold(runId, heldNames(planned));
  const troubles = new Set<string>();
  const endTrouble = store.onTrouble((error) => {
    const text = sentenceOf(error);
    // A full disk refuses each result; once is enough.
    if (!troubles.has(text)) tell({ type: 'log', level: 'warning', text });
    troubles.add(text);
  });

  function hear(nodeId: string, told: readonly StepEvent[]): void {
    for (const { at, event } of told.map((one) => whereTold(nodeId, one))) {
      if (event.type === 'inside') {
        if (event.error) tell({ type: 'failed', nodeId: at, error: event.error });
        else tell({ type: 'inside', nodeId: at, state: event.state, views: event.views });
        continue;
      }
      if (event.type !== 'progress' || at !== nodeId) {
        tell({ ...event, nodeId: at });
        continue;
      }
      const secondsLeft = pace.secondsLeft(nodeId, event.done, event.total);
      tell({ ...event, nodeId, ...(secondsLeft === null ? {} : { secondsLeft }) });
    }
  }

  function fail(nodeId: string, error: UserFacingError): void {
    tell({ type: 'failed', nodeId, error });
    const expecting = schedule.choosing.length;
    for (const next of schedule.fail(nodeId)) tell({ type: 'skipped', nodeId: next, because: nodeId });
    // Where something was meant to be tried, that it failed is no failure of the run.
    if (schedule.choosing.length === expecting) failures++;
  }

  /** A step waits for a person: what needs it is left out, and nothing else is tried in its place. */
  function wait(nodeId: string, why: UserFacingError): void {
    tell({ type: 'waits', nodeId, why });
    for (const next of schedule.wait(nodeId)) tell({ type: 'skipped', nodeId: next, because: nodeId });
    waiting++;
  }

  /** Before anything else, also when the run is cancelled at once. */
  function announce(): void {
    tell({
      type: 'run-started',
      startedAt: new Date().toISOString(),
      backend: engine.backendLabel(),
      steps: planned.steps.map(({ nodeId, key, cached }): PlannedStep => ({ nodeId, key, cached })),
    });
    for (const nodeId of planned.blocked) tellBlocked(nodeId);
    for (const { cached, kind, nodeId, perhaps } of planned.steps)
      if (!cached && kind === 'run' && !perhaps) tell({ type: 'queued', nodeId });
  }

  function tellBlocked(nodeId: string): void {
    // What is missing at a port of a subgraph keeps from running what lies inside, and a mistake inside the node that runs it.
    const problem = checked.problems.find(
      (one) =>
        one.level === 'error' &&
        (one.nodeId === nodeId || nodeId.startsWith(one.nodeId + INSIDE) || one.nodeId.startsWith(nodeId + INSIDE)),
    );
    failures++;
    if (problem) tell({ type: 'failed', nodeId, error: problem });
    else
      tell({
        type: 'skipped',
        nodeId,
        because: blockedBy(nodeId, flatten(request.document).document, checked, planned),
      });
  }

  /** Blocks, and results that are there already (and written whole). */
  const settlesAtOnce = (step: Step) => step.kind === 'extend' || (store.has(step.key) && !underWay.has(step.key));

  /** Starts whatever can start now. */
  function pump(): void {
    if (cancelled || ended) return;
    for (const one of [...schedule.choosing]) void choose(one);
    for (let step = schedule.ready.find(settlesAtOnce); step; step = schedule.ready.find(settlesAtOnce))
      if (step.kind === 'extend') extend(step);
      else takeStored(step);
    if (!paused) fillWorkers();
    if (schedule.allOver && active.size === 0 && deciding.size === 0)
      end(failures > 0 ? 'failed' : waiting > 0 ? 'waiting' : 'succeeded');
  }

  /** Asks a step that chooses which input it needs next, and wakes what gives that. */
  async function choose({ step, ok }: Choosing): Promise<void> {
    const { nodeId } = step;
    if (deciding.has(nodeId)) return;
    deciding.add(nodeId);
    try {
      const { first = '', next } = catalogue.get(step.type)?.chooses ?? {};
      const port = next?.(ok ? { ok, value: await valueAt(step.inputs[first]) } : { ok }, step.params as never) ?? null;
      if (ended || cancelled) return;
      chosen.set(nodeId, new Set([...(ok ? [first] : []), ...(port === null ? [] : [port])]));
      for (const id of schedule.choose(step, port))
        tell({ type: 'skipped', nodeId: id, because: step.inputs[port ?? '']?.nodeId ?? id });
    } catch (error) {
      schedule.choose(step, null);
      schedule.take(step);
      fail(nodeId, describeError(error));
    } finally {
      deciding.delete(nodeId);
      pump();
    }
  }

  /** A value as it is, read from where it is kept. */
  async function valueAt(input: StepInput | undefined): Promise<unknown> {
    if (!input) return undefined;
    const { kind, bytes } = await read(input.key, input.port);
    const value = codecOf(kind).decode(bytes);
    return input.conversion ? input.conversion.convert(value) : value;
  }
  const read = async (key: string, port: string): Promise<StoredValue> =>
    networks.get(key)?.[port] ?? (await values.get(key, port));

  /** What was in a worker that died may have been its death: it is alone in the next one, so that it takes nothing with it. */
  const isHeavy = (step: Step) => placement.isHeavy(step) || retried.has(step.nodeId);

  /** Hands ready steps to free workers. What another run computes already is waited for. */
  function fillWorkers(): void {
    let noneForHeavy = false;
    for (const step of [...schedule.ready]) {
      const heavy = isHeavy(step);
      if (underWay.has(step.key) || (heavy && noneForHeavy)) continue;
      const slot = placement.slotFor(step, heavy);
      if (slot) start(step, slot);
      else if (heavy) noneForHeavy = true;
      // Where a light step finds no worker, nothing does.
      else break;
    }
  }

  function takeStored(step: Step): void {
    schedule.take(step);
    const meta = store.meta(step.key);
    if (meta) {
      facts.set(step.nodeId, meta.facts);
      const { views, facts: known, warnings } = meta;
      const bytes = store.bytes(step.key);
      tell({
        type: 'finished',
        nodeId: step.nodeId,
        key: step.key,
        cached: true,
        seconds: 0,
        bytes,
        views,
        facts: known,
        ...(warnings && { warnings }),
      });
    }
    schedule.succeed(step.nodeId);
  }

  function extend(step: Step): void {
    const { nodeId, key } = step;
    schedule.take(step);
    const given = Object.fromEntries(
      Object.entries(step.inputs).map(([port, input]) => [port, facts.get(input.nodeId)?.[input.port] ?? {}]),
    );
    const extended = extendStep(step, given, catalogue);
    if (extended.ok) {
      facts.set(nodeId, extended.facts);
      networks.set(key, extended.values);
      tell({ type: 'finished', nodeId, key, cached: false, seconds: 0, bytes: 0, views: extended.views, facts: {} });
      schedule.succeed(nodeId);
    } else fail(nodeId, extended.error);
  }

  function start(step: Step, slot: Slot): void {
    schedule.take(step);
    const { nodeId } = step;
    const task = taskOf(nodeId);
    tasks.set(task, { lineage: step.lineage, hear: (told) => hear(nodeId, told) });
    underWay.add(step.key);
    slot.running.add(task);
    if (isHeavy(step)) slot.heavy = true;
    active.set(nodeId, slot);
    pace.start(nodeId);
    const estimate = placement.estimate(step.type);
    tell({
      type: 'started',
      nodeId,
      worker: slot.number,
      ...(estimate === undefined ? {} : { estimatedSeconds: estimate }),
    });
    askWorker(withChosen(step), slot, askingFor(step, slot))
      .then((result) => finished(step, slot, result))
      .catch((error: unknown) => lost(step, error))
      .finally(() => {
        tasks.delete(task);
        underWay.delete(step.key);
        slot.running.delete(task);
        active.delete(nodeId);
        if (slot.running.size === 0) {
          slot.heavy = false;
          if (slot.stale) slot.replace();
        }
        for (const run of [...runs]) run.pump();
      });
  }

  /** A step that chose runs with what it chose alone. */
  const withChosen = (step: Step): Step => {
    const ports = chosen.get(step.nodeId);
    if (!ports) return step;
    return { ...step, inputs: Object.fromEntries(Object.entries(step.inputs).filter(([port]) => ports.has(port))) };
  };

  const lineageFor = (step: Step) =>
    catalogue.get(step.type)?.tellsLineage
      ? { lineage: lineageOf(step, planned.every, catalogue, (key) => store.meta(key)?.views ?? {}) }
      : {};

  const askingFor = (step: Step, slot: Slot): Asking => ({
    task: taskOf(step.nodeId),
    runId,
    ...lineageFor(step),
    read,
    check() {
      if (cancelled) throw new WorkerLost('the run was cancelled');
    },
    guard: (answer) => pool.guard(slot, answer),
    askedAgain() {
      if (paused) command(slot, 'pause', [step.nodeId]);
    },
  });

  async function finished(step: Step, slot: Slot, result: StepResult): Promise<void> {
    const { nodeId, key } = step;
    if (!schedule.isOver(nodeId)) hear(nodeId, result.told);
    if (!result.ok) {
      if (result.spoiled) slot.stale = true;
      if (cancelled || result.cancelled) leave(nodeId);
      else if (result.waits) wait(nodeId, result.error);
      else fail(nodeId, result.error);
      return;
    }
    const { views, facts: known, seconds, warnings, values: made } = result;
    const warned = warnings.length > 0 && { warnings };
    placement.took(step.type, seconds);
    for (const port of Object.keys(made)) slot.held.add(heldName(key, port));
    values.remember(key, made);
    await store.write(key, { type: step.type, seconds, views, facts: known, ...warned }, made);
    if (schedule.isOver(nodeId)) return;
    facts.set(nodeId, known);
    tell({
      type: 'finished',
      nodeId,
      key,
      cached: false,
      seconds,
      bytes: sizeOf(made),
      views,
      facts: known,
      ...warned,
    });
    schedule.succeed(nodeId);
  }

  /** The worker died under the step. Once, a fresh one tries again: training goes on from its last checkpoint. */
  function lost(step: Step, error: unknown): void {
    const { nodeId } = step;
    if (cancelled) leave(nodeId);
    else if (!(error instanceof WorkerLost)) fail(nodeId, describeError(error));
    else if (retried.has(nodeId) && !error.onPurpose) fail(nodeId, diedTwice(error));
    else {
      if (!error.onPurpose) retried.add(nodeId);
      const text = `Its worker stopped (${error.message}). A fresh one tries again.`;
      tell({ type: 'log', nodeId, level: 'warning', text });
      tell({ type: 'queued', nodeId });
      schedule.putBack(step);
    }
  }

  /** A step ends because the run was cancelled. */
  function leave(nodeId: string): void {
    if (schedule.isOver(nodeId)) return;
    schedule.drop(nodeId);
    tell({ type: 'cancelled', nodeId });
  }

  function end(outcome: RunEnd): void {
    if (ended) return;
    ended = true;
    runs.delete(run);
    // What goes wrong while the last results are written is still told.
    store.flush().then(() => {
      endTrouble();
      tell({ type: 'run-finished', outcome, seconds: events.elapsed() / 1000 });
      events.flush();
      store.hold(runId, []);
      finish(outcome);
    });
  }

  async function cancel(): Promise<void> {
    if (ended || cancelled) return;
    cancelled = true;
    for (const { nodeId } of planned.steps) if (!active.has(nodeId)) leave(nodeId);
    await Promise.all(
      [...groupBySlot(active)].map(async ([slot, nodeIds]) => {
        const mine = () => nodeIds.some((nodeId) => active.has(nodeId));
        command(slot, 'cancel', nodeIds);
        const until = performance.now() + engine.patience;
        while (mine() && performance.now() < until) await sleep(10);
        if (mine()) slot.replace();
      }),
    );
    for (const nodeId of steps.keys()) leave(nodeId);
    end('cancelled');
  }

  function command(slot: Slot, what: 'cancel' | 'pause' | 'resume', nodeIds: readonly string[]): void {
    // A worker that has died answers nothing, and there is nothing left to tell it.
    slot
      .api()
      .control(what, nodeIds.map(taskOf))
      .catch(() => undefined);
  }

  async function hold(pause: boolean): Promise<void> {
    if (ended || cancelled || paused === pause) return;
    paused = pause;
    if (pause) pace.pause();
    else pace.resume();
    for (const [slot, nodeIds] of groupBySlot(active)) command(slot, pause ? 'pause' : 'resume', nodeIds);
    tell({ type: pause ? 'paused' : 'resumed' });
    events.flush();
    if (!pause) pump();
  }

  const run: ActiveRun = { pump, cancel };
  runs.add(run);
  announce();
  queueMicrotask(() => {
    events.flush();
    pump();
  });
  return { runId, cancel, pause: () => hold(true), resume: () => hold(false), done };
}

/** What a step tells, and of which node: itself, or one inside it. */
const whereTold = (nodeId: string, { inside, ...event }: StepEvent) => ({
  at: inside === undefined ? nodeId : nodeId + INSIDE + inside,
  event,
});

function groupBySlot(active: ReadonlyMap<string, Slot>): ReadonlyMap<Slot, readonly string[]> {
  const groups = new Map<Slot, string[]>();
  for (const [nodeId, slot] of active) groups.set(slot, [...(groups.get(slot) ?? []), nodeId]);
  return groups;
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
