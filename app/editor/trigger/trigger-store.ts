import { create } from 'zustand';
import { flatten, type GraphNode, nextFiring, type Schedule, triggersOf } from '@/graph';
import { behindTrigger, fireEdit } from '@/graph/edit/fire';
import { createMemory } from '../remembered';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';

interface TriggerStore {
  /** When each trigger that is turned on fires next, by its path. */
  readonly next: Readonly<Record<string, number>>;
  /** Firings that were left out since the page was opened, for a run was under way. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Another tab of this browser has the same graph open, and fires. */
  readonly elsewhere: boolean;
}

export const useTriggers = create<TriggerStore>()(() => ({ next: {}, skipped: {}, elsewhere: false }));

/**
 * Which schedules were turned on in this browser. It is the schedule itself that is remembered: one that somebody else changed, or that came with a graph, is
 * off until somebody here turns it on.
 */
const memory = createMemory<string>('genloom.triggers', 200, (value) => typeof value === 'string');
const nameOf = (path: string) => `${useEditor.getState().projectId} ${path}`;
const said = ({ mode, minutes, at }: Schedule): string => JSON.stringify([mode, minutes, at]);

export const isOn = (path: string, schedule: Schedule): boolean =>
  schedule.mode !== 'hand' && memory.read(nameOf(path)) === said(schedule);

/** Turns a schedule on or off, in this browser. */
export function turn(path: string, schedule: Schedule, on: boolean): void {
  memory.remember(nameOf(path), on ? said(schedule) : '');
  plan();
}

export function scheduleOf({ params }: Pick<GraphNode, 'params'>): Schedule {
  const { mode, minutes, at } = params;
  return {
    mode: mode === 'every' || mode === 'daily' ? mode : 'hand',
    minutes: typeof minutes === 'number' ? Math.max(1, minutes) : 10,
    at: typeof at === 'string' ? at : '09:00',
  };
}

export function lastOf({ params: { firedAt } }: Pick<GraphNode, 'params'>): Date | null {
  const time = typeof firedAt === 'string' ? Date.parse(firedAt) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time);
}

/** Fires a trigger now, and runs what stands behind it. @returns whether it did: not while a run is under way */
export function fire(path: string): boolean {
  if (useRun.getState().status !== 'idle') return false;
  const { root, record } = useEditor.getState();
  record(fireEdit(root, path, new Date().toISOString()));
  const fired = useEditor.getState().root;
  void useRun.getState().run(fired, behindTrigger(fired, path));
  plan();
  return true;
}

/** Says when each trigger that is on fires next; one whose moment is already said keeps it. */
export function plan(): void {
  const { root } = useEditor.getState();
  const before = useTriggers.getState().next;
  const next: Record<string, number> = {};
  const now = new Date();
  for (const [path, node] of triggersOf(root)) {
    const schedule = scheduleOf(node);
    if (!isOn(path, schedule)) continue;
    const kept = before[path];
    const moment =
      kept !== undefined && kept > now.getTime() && planned.get(path) === said(schedule)
        ? kept
        : nextFiring(schedule, now, lastOf(node))?.getTime();
    planned.set(path, said(schedule));
    if (moment !== undefined) next[path] = moment;
  }
  useTriggers.setState({ next });
}
/** For which schedule a moment was said. */
const planned = new Map<string, string>();

/** Fires what is due, or counts it as left out while a run is under way. */
export function tick(): void {
  const now = Date.now();
  for (const [path, moment] of Object.entries(useTriggers.getState().next)) {
    if (moment > now || !flatten(useEditor.getState().root).nodes.has(path)) continue;
    if (!fire(path))
      useTriggers.setState(({ skipped }) => ({ skipped: { ...skipped, [path]: (skipped[path] ?? 0) + 1 } }));
  }
  plan();
}

/** Nothing of another graph stays. */
export function forget(): void {
  planned.clear();
  useTriggers.setState({ next: {}, skipped: {}, elsewhere: false });
}
