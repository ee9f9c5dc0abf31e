import type { Chooses, Step } from '@/graph';

/** Which steps of a plan can start, and which are over: pure bookkeeping over what needs what. */
export interface Schedule {
  /** Steps that nothing keeps waiting, in the order in which they became so. */
  readonly ready: readonly Step[];
  /** Steps that have their first input, or know that they will not, and are to say which they need next. */
  readonly choosing: readonly Choosing[];
  /** Takes a step out of `ready`: it starts now. */
  take(step: Step): void;
  /** Puts a step that was taken back: it is to start once more. */
  putBack(step: Step): void;
  /** A step has said which input it needs next, if any: what gives that is needed from now on. @returns the steps that now cannot run, which are over */
  choose(step: Step, port: string | null): readonly string[];
  isOver(nodeId: string): boolean;
  /** A step has its result; those that waited for it alone become ready. */
  succeed(nodeId: string): void;
  /** A step ended without a result. @returns the steps that now cannot run, which are over as well, each once */
  fail(nodeId: string): readonly string[];
  /** A step waits for somebody. Nobody takes its failure for an answer: what needs it cannot run. @returns the steps that are over for that, each once */
  wait(nodeId: string): readonly string[];
  /** Ends one step and leaves those that need it as they are. */
  drop(nodeId: string): void;
  /** Whether all is over that turned out to be needed. */
  readonly allOver: boolean;
}

export interface Choosing {
  readonly step: Step;
  /** Whether its first input is there. */
  readonly ok: boolean;
}

/** @param chooses how steps choose among their inputs; undefined for those that need all of them */
export function createSchedule(
  steps: readonly Step[],
  chooses: (step: Step) => Chooses | undefined = () => undefined,
): Schedule {
  const byId = new Map(steps.map((step) => [step.nodeId, step]));
  const waitingFor = new Map<string, Set<string>>();
  const dependents = new Map<string, string[]>();
  const over = new Set<string>();
  const failed = new Set<string>();
  /** Steps that nothing has asked for yet. */
  const asleep = new Set(steps.filter(({ perhaps }) => perhaps).map(({ nodeId }) => nodeId));
  /** Steps that have yet to say what they need besides their first input, by what gives that. */
  const undecided = new Map<string, string>();
  const ready: Step[] = [];
  const choosing: Choosing[] = [];

  for (const step of steps) {
    const first = step.cached ? undefined : step.inputs[chooses(step)?.first ?? '']?.nodeId;
    if (first !== undefined) undecided.set(step.nodeId, first);
    // What is in the store needs nothing of what is in front of it.
    const all = step.cached ? [] : Object.values(step.inputs).map((input) => input.nodeId);
    waitingFor.set(step.nodeId, new Set(first === undefined ? all : [first]));
    for (const need of new Set(all)) {
      const others = dependents.get(need);
      if (others) others.push(step.nodeId);
      else dependents.set(need, [step.nodeId]);
    }
    if (!asleep.has(step.nodeId)) whenReady(step);
  }

  /** Where nothing keeps a step waiting, it can start, or say what it needs next. */
  function whenReady(step: Step): void {
    if (waitingFor.get(step.nodeId)?.size !== 0 || over.has(step.nodeId)) return;
    const first = undecided.get(step.nodeId);
    if (first !== undefined) choosing.push({ step, ok: !failed.has(first) });
    else ready.push(step);
  }

  /** Somebody needs a step after all, and with it what it stands on. */
  function wake(nodeId: string): void {
    const step = byId.get(nodeId);
    if (!step || !asleep.delete(nodeId)) return;
    for (const need of waitingFor.get(nodeId) ?? []) wake(need);
    whenReady(step);
  }

  /** Ends steps without a result, and all that cannot do without them. */
  function giveUp(first: readonly string[], hurt = hurtBy): readonly string[] {
    const skipped: string[] = [];
    const open = [...first];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (over.has(next)) continue;
      over.add(next);
      failed.add(next);
      if (!asleep.delete(next)) skipped.push(next);
      open.push(...hurt(next));
    }
    return skipped;
  }

  /** Those that cannot run without a step. One that waits for it to choose may choose something else; one that has not asked for it yet may never. */
  function hurtBy(nodeId: string): readonly string[] {
    return (dependents.get(nodeId) ?? []).filter((next) => {
      const step = byId.get(next);
      if (!step || over.has(next) || !waitingFor.get(next)?.has(nodeId)) return false;
      if (undecided.get(next) !== nodeId || !chooses(step)?.survives) return true;
      waitingFor.get(next)?.delete(nodeId);
      if (!asleep.has(next)) whenReady(step);
      return false;
    });
  }

  /** All that stands on a step and is not over. */
  const standingOn = (nodeId: string): readonly string[] =>
    (dependents.get(nodeId) ?? []).filter((next) => !over.has(next) && waitingFor.get(next)?.has(nodeId));

  return {
    ready,
    choosing,
    take(step) {
      const index = ready.indexOf(step);
      if (index >= 0) ready.splice(index, 1);
    },
    putBack(step) {
      ready.push(step);
    },
    choose(step, port) {
      const index = choosing.findIndex((one) => one.step === step);
      if (index >= 0) choosing.splice(index, 1);
      undecided.delete(step.nodeId);
      const need = port === null ? undefined : step.inputs[port]?.nodeId;
      if (need !== undefined && failed.has(need)) return giveUp([step.nodeId]);
      if (need !== undefined && !over.has(need)) {
        waitingFor.get(step.nodeId)?.add(need);
        wake(need);
      }
      whenReady(step);
      return [];
    },
    isOver: (nodeId) => over.has(nodeId),
    succeed(nodeId) {
      over.add(nodeId);
      for (const next of dependents.get(nodeId) ?? []) {
        const needs = waitingFor.get(next);
        const step = byId.get(next);
        if (needs?.delete(nodeId) && step && !asleep.has(next)) whenReady(step);
      }
    },
    fail(nodeId) {
      over.add(nodeId);
      failed.add(nodeId);
      return giveUp(hurtBy(nodeId));
    },
    wait(nodeId) {
      over.add(nodeId);
      failed.add(nodeId);
      return giveUp(standingOn(nodeId), standingOn);
    },
    drop(nodeId) {
      over.add(nodeId);
    },
    get allOver() {
      return over.size + asleep.size === byId.size;
    },
  };
}
