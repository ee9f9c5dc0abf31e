import type { Step } from '@/graph';

/** Which steps of a plan can start, and which are over: pure bookkeeping over what needs what. */
export interface Schedule {
  /** Steps that nothing keeps waiting, in the order in which they became so. */
  readonly ready: readonly Step[];
  /** Takes a step out of `ready`: it starts now. */
  take(step: Step): void;
  /** Puts a step that was taken back: it is to start once more. */
  putBack(step: Step): void;
  isOver(nodeId: string): boolean;
  /** A step has its result; those that waited for it alone become ready. */
  succeed(nodeId: string): void;
  /** A step ended without a result. @returns the steps that now cannot run, which are over as well, each once */
  fail(nodeId: string): readonly string[];
  /** Ends one step and leaves those that need it as they are. */
  drop(nodeId: string): void;
  readonly allOver: boolean;
}

export function createSchedule(steps: readonly Step[]): Schedule {
  const byId = new Map(steps.map((step) => [step.nodeId, step]));
  const waitingFor = new Map<string, Set<string>>();
  const dependents = new Map<string, string[]>();
  const over = new Set<string>();
  const ready: Step[] = [];

  for (const step of steps) {
    // What is in the store needs nothing of what is in front of it.
    const needs = new Set(step.cached ? [] : Object.values(step.inputs).map((input) => input.nodeId));
    waitingFor.set(step.nodeId, needs);
    for (const need of needs) {
      const others = dependents.get(need);
      if (others) others.push(step.nodeId);
      else dependents.set(need, [step.nodeId]);
    }
    if (needs.size === 0) ready.push(step);
  }

  return {
    ready,
    take(step) {
      const index = ready.indexOf(step);
      if (index >= 0) ready.splice(index, 1);
    },
    putBack(step) {
      ready.push(step);
    },
    isOver: (nodeId) => over.has(nodeId),
    succeed(nodeId) {
      over.add(nodeId);
      for (const next of dependents.get(nodeId) ?? []) {
        const needs = waitingFor.get(next);
        needs?.delete(nodeId);
        const step = byId.get(next);
        if (needs?.size === 0 && step && !over.has(next)) ready.push(step);
      }
    },
    fail(nodeId) {
      over.add(nodeId);
      const skipped: string[] = [];
      const open = [...(dependents.get(nodeId) ?? [])];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (over.has(next)) continue;
        over.add(next);
        skipped.push(next);
        open.push(...(dependents.get(next) ?? []));
      }
      return skipped;
    },
    drop(nodeId) {
      over.add(nodeId);
    },
    get allOver() {
      return over.size === byId.size;
    },
  };
}
