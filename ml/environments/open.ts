import { createRandom } from '../random';
import type { DeliverySettings } from './deliveries/town';
import { deliveryWorld } from './deliveries/world';
import { type Optimum, optimum } from './exact';
import type { Scene } from './scene';
import type { ShiftSettings } from './shifts/week';
import { shiftWorld } from './shifts/world';
import type { FloorSettings } from './shop-floor/orders';
import { floorWorld } from './shop-floor/world';
import type { Described, Observation, Step, World } from './world';

/** Which world, and how it is set up: plain data. */
export type WorldSettings =
  | { readonly world: 'shifts'; readonly settings: ShiftSettings }
  | { readonly world: 'deliveries'; readonly settings: DeliverySettings }
  | { readonly world: 'shop-floor'; readonly settings: FloorSettings };

/** A world with an episode going on: Gymnasium's `Env` with an action mask, and what agents of other kinds need besides. */
export interface OpenWorld {
  readonly actions: number;
  /** The observation has `actions × width` numbers. */
  readonly width: number;
  readonly idle: number;
  /** Begins the episode of a seed, always the same one. */
  reset(seed: number | string): Observation;
  /** The mask of legal actions. */
  legal(): readonly boolean[];
  observe(): Observation;
  /** @throws RangeError where the action is not legal, or the episode is over */
  step(action: number): Step;
  /** The moment in words, with each legal action. */
  describe(): Described;
  picture(): Scene;
  /** What the two plain policies do now. */
  suggest(policy: 'greedy' | 'scripted'): number;
  /** The best that can come from here, knowing all that was drawn. */
  optimum(): Optimum;
}

/** Opens a world at the episode of a seed. */
export function openWorld(value: WorldSettings, seed: number | string): OpenWorld {
  switch (value.world) {
    case 'shifts':
      return open(shiftWorld(value.settings), seed);
    case 'deliveries':
      return open(deliveryWorld(value.settings), seed);
    case 'shop-floor':
      return open(floorWorld(value.settings), seed);
  }
}

function open<State>(world: World<State>, seed: number | string): OpenWorld {
  const drawn = (from: number | string) => world.begin(createRandom(`episode/${from}`));
  let [state, steps, over] = [drawn(seed), 0, false];
  return {
    actions: world.actions,
    width: world.width,
    idle: world.idle,
    reset(from) {
      [state, steps, over] = [drawn(from), 0, false];
      return world.observe(state);
    },
    legal: () => world.legal(state),
    observe: () => world.observe(state),
    step(action) {
      if (over) throw new RangeError('The episode is over: reset it.');
      if (!world.legal(state)[action]) throw new RangeError(`Action ${action} is not legal now.`);
      const next = world.next(state, action);
      [state, steps] = [next.state, steps + 1];
      const truncated = !next.ended && steps >= world.limit;
      over = next.ended || truncated;
      return { observation: world.observe(state), reward: next.reward, terminated: next.ended, truncated };
    },
    describe: () => world.describe(state),
    picture: () => world.scene(state),
    suggest: (policy) => world[policy](state),
    optimum: () => optimum(world, state),
  };
}

/** Plays an episode to its end; returns the sum of its rewards. */
export function play(world: OpenWorld, policy: (world: OpenWorld) => number): number {
  for (let sum = 0; ; ) {
    const { reward, terminated, truncated } = world.step(policy(world));
    sum += reward;
    if (terminated || truncated) return sum;
  }
}
