import type { World } from './world';

/** The best that an episode holds, knowing everything that was drawn for it. */
export interface Optimum {
  readonly actions: readonly number[];
  readonly value: number;
  /** Nothing better exists. Without it the search was cut short: `value` was reached, and nothing worth more than `atMost` exists. */
  readonly proven: boolean;
  readonly atMost: number;
}

interface Path {
  readonly action: number;
  readonly before: Path | null;
}
interface Reached<State> {
  readonly state: State;
  readonly value: number;
  /** `value`, and the most that may come. */
  readonly hope: number;
  readonly path: Path | null;
  readonly ended: boolean;
}

/** Sums of the same rewards in another order differ by this much at most. */
const SLACK = 1e-6;

/**
 * The optimum from a state on, by dynamic programming over stages with bounds: of states with the same future only the one that earned most is kept, and
 * none that cannot beat the best known (branch and bound, Land & Doig 1960; with dominance, Ibaraki 1977). A search along the most hopeful states alone
 * finds what is to be beaten first. At most so many states are kept at a stage; past that the rest is dropped, and the optimum is not proven.
 */
export function optimum<State>(world: World<State>, start: State, most = 20_000): Optimum {
  const bound = world.bound(start);
  const quick = search(world, start, bound, BEAM, Number.NEGATIVE_INFINITY);
  const full = search(world, start, bound, most, quick.value);
  const better = full.best && full.best.value > quick.value ? full.best : quick.best;
  if (!better) throw new RangeError('This episode has no end.');
  const value = better.value;
  return {
    actions: actionsOf(better.path),
    value,
    proven: full.dropped <= value + SLACK,
    atMost: Math.max(value, full.dropped),
  };
}

const BEAM = 60;

function search<State>(
  world: World<State>,
  start: State,
  bound: (state: State) => number,
  width: number,
  known: number,
): { readonly best: Reached<State> | null; readonly value: number; readonly dropped: number } {
  const stages = new Map<number, Map<string, Reached<State>>>();
  const put = (reached: Reached<State>) => {
    const stage = world.stage(reached.state);
    const there = stages.get(stage) ?? new Map<string, Reached<State>>();
    stages.set(stage, there);
    const key = world.key(reached.state);
    if ((there.get(key)?.value ?? Number.NEGATIVE_INFINITY) < reached.value) there.set(key, reached);
  };
  let best: Reached<State> | null = null;
  let [value, dropped] = [known, Number.NEGATIVE_INFINITY];
  put({ state: start, value: 0, hope: bound(start), path: null, ended: false });
  for (let stage = nextStage(stages); stage !== undefined; stage = nextStage(stages)) {
    const reached = [...(stages.get(stage)?.values() ?? [])].sort((a, b) => b.hope - a.hope);
    stages.delete(stage);
    for (const lost of reached.slice(width)) dropped = Math.max(dropped, lost.hope);
    for (const one of reached.slice(0, width)) {
      if (one.hope <= value + SLACK) break;
      for (const [action, allowed] of world.legal(one.state).entries()) {
        if (!allowed) continue;
        const { state, reward, ended } = world.next(one.state, action);
        const sum = one.value + reward;
        const path = { action, before: one.path };
        if (ended) {
          if (sum > value) [best, value] = [{ state, value: sum, hope: sum, path, ended }, sum];
          continue;
        }
        const hope = sum + bound(state);
        if (hope > value + SLACK) put({ state, value: sum, hope, path, ended });
      }
    }
  }
  return { best, value, dropped };
}

function nextStage(stages: ReadonlyMap<number, unknown>): number | undefined {
  let first: number | undefined;
  for (const stage of stages.keys()) if (first === undefined || stage < first) first = stage;
  return first;
}

function actionsOf(path: Path | null): readonly number[] {
  const actions: number[] = [];
  for (let one = path; one; one = one.before) actions.push(one.action);
  return actions.reverse();
}

/** The same by trying every sequence of actions: what the search is held against in tests, and nothing for more than a few steps. */
export function bruteForce<State>(world: World<State>, start: State): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const [action, allowed] of world.legal(start).entries()) {
    if (!allowed) continue;
    const { state, reward, ended } = world.next(start, action);
    most = Math.max(most, reward + (ended ? 0 : bruteForce(world, state)));
  }
  return most;
}
