import type { Random } from '../random';
import type { Scene } from './scene';

/** What has happened after an action, in the terms of Gymnasium (Towers et al. 2024). */
export interface Step {
  readonly observation: Observation;
  readonly reward: number;
  /** The task is over. */
  readonly terminated: boolean;
  /** The time limit has cut it short. */
  readonly truncated: boolean;
}

/** What a policy sees: for each action, legal or not, as many numbers; `actions × width`, row after row. */
export type Observation = Float32Array;

/** A moment in words, for somebody who reads: a language model, or a person. */
export interface Described {
  readonly situation: string;
  /** The legal actions. */
  readonly actions: readonly { readonly action: number; readonly words: string }[];
}

/**
 * A world as pure functions over immutable states. A state holds everything that was drawn for its episode, what nobody can know yet included; what
 * `legal`, `observe`, `describe`, `scene`, `greedy` and `scripted` give depends on what can be known only. Since nothing is drawn later, an episode
 * is a tree of states, and its best sequence of actions can be found and proven.
 */
export interface World<State> {
  /** How many actions there are in any state, legal or not. */
  readonly actions: number;
  /** Numbers of the observation for each action. */
  readonly width: number;
  /** After so many steps an episode is truncated. */
  readonly limit: number;
  /** The action that changes least, always legal: what doing nothing is. */
  readonly idle: number;
  begin(random: Random): State;
  /** At least one action is, until the end. */
  legal(state: State): readonly boolean[];
  /** Takes a legal action. */
  next(state: State, action: number): { readonly state: State; readonly reward: number; readonly ended: boolean };
  observe(state: State): Observation;
  describe(state: State): Described;
  scene(state: State): Scene;
  /** Takes what pays most at once. */
  greedy(state: State): number;
  /** Follows a few rules that look a little further. */
  scripted(state: State): number;
  /** Grows with every action; only states at the same stage are compared. */
  stage(state: State): number;
  /** States of one stage with the same key have the same future. */
  key(state: State): string;
  /** Made for one episode: the most that can still be earned from a state, or more, never less. */
  bound(start: State): (state: State) => number;
}

/** The action with the highest worth among those that are legal; the first of several. */
export function best(legal: readonly boolean[], worth: (action: number) => number): number {
  let [chosen, most] = [-1, Number.NEGATIVE_INFINITY];
  for (const [action, allowed] of legal.entries()) {
    const own = allowed ? worth(action) : Number.NEGATIVE_INFINITY;
    if (own > most) [chosen, most] = [action, own];
  }
  if (chosen < 0) throw new RangeError('No action is legal.');
  return chosen;
}

/** An item that is there. @throws RangeError where it is not */
export function at<Item>(items: ArrayLike<Item>, index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index} among ${items.length}.`);
  return item;
}
