import { describe, expect, test } from 'vitest';
import { makeTown } from '@/ml/environments/deliveries/town';
import { deliveryWorld } from '@/ml/environments/deliveries/world';
import { bruteForce, optimum } from '@/ml/environments/exact';
import { openWorld, play, type WorldSettings } from '@/ml/environments/open';
import { goTogether } from '@/ml/environments/shifts/week';
import { shiftWorld } from '@/ml/environments/shifts/world';
import { floorWorld } from '@/ml/environments/shop-floor/world';
import { at, type World } from '@/ml/environments/world';
import { createRandom } from '@/ml/random';

const VALUES: readonly WorldSettings[] = [
  { world: 'shifts', settings: { staff: 6, days: 5, sick: 1, changeCost: 30 } },
  { world: 'deliveries', settings: { town: 2, places: 8, hours: 36, capacity: 3, orders: 9 } },
  { world: 'shop-floor', settings: { jobs: 4, hours: 30, failsAfter: 10, buffer: 2 } },
];

/** A random legal policy of its own. */
const atRandom = (seed: number) => {
  const random = createRandom(seed);
  return (legal: readonly boolean[]) => {
    const allowed = legal.flatMap((one, action) => (one ? [action] : []));
    return at(allowed, random.int(allowed.length));
  };
};

describe.each(VALUES.map((value) => [value.world, value] as const))('%s', (_name, value) => {
  test('the same seed and actions give the same episode, another seed another one', () => {
    const record = (seed: number) => {
      const world = openWorld(value, seed);
      const act = atRandom(7);
      const seen: unknown[] = [];
      for (let over = false; !over; ) {
        const step = world.step(act(world.legal()));
        seen.push([step.reward, [...step.observation], world.describe(), world.picture()]);
        over = step.terminated || step.truncated;
      }
      return seen;
    };
    expect(record(3)).toEqual(record(3));
    expect(record(3)).not.toEqual(record(4));
  });

  test('only legal actions are described and taken, all numbers are finite, and what is over stays over', () => {
    for (let seed = 0; seed < 3; seed++) {
      const world = openWorld(value, seed);
      const act = atRandom(seed);
      for (let over = false; !over; ) {
        const legal = world.legal();
        expect(world.describe().actions.map(({ action }) => action)).toEqual(
          legal.flatMap((one, action) => (one ? [action] : [])),
        );
        expect(world.observe()).toHaveLength(world.actions * world.width);
        expect(world.observe().every(Number.isFinite)).toBe(true);
        expect(legal[world.idle]).toBe(true);
        const barred = legal.indexOf(false);
        if (barred >= 0) expect(() => world.step(barred)).toThrow(RangeError);
        const { terminated, truncated } = world.step(act(legal));
        over = terminated || truncated;
      }
      expect(() => world.step(world.idle)).toThrow(RangeError);
      expect(play(openWorld(value, seed), (open) => open.idle)).toBe(0);
    }
  });

  test('the optimum can be played, is what it says, and no policy earns more', () => {
    for (let seed = 0; seed < 2; seed++) {
      const { actions, value: most, proven } = openWorld(value, seed).optimum();
      expect(proven).toBe(true);
      let step = 0;
      expect(play(openWorld(value, seed), () => at(actions, step++))).toBeCloseTo(most, 6);
      for (const policy of ['greedy', 'scripted'] as const)
        expect(play(openWorld(value, seed), (open) => open.suggest(policy))).toBeLessThanOrEqual(most + 1e-6);
    }
  });
});

/** What trying everything finds, on worlds so small that it can be done. */
function agrees<State>(world: World<State>, seeds: number): void {
  for (let seed = 0; seed < seeds; seed++) {
    const start = world.begin(createRandom(seed));
    const found = optimum(world, start);
    expect(found.proven).toBe(true);
    expect(found.value).toBeCloseTo(bruteForce(world, start), 6);
    // The bound never promises less than there is.
    expect(world.bound(start)(start)).toBeGreaterThanOrEqual(found.value - 1e-6);
  }
}

test('the search finds what trying every sequence of actions finds', () => {
  agrees(shiftWorld({ staff: 3, days: 2, sick: 1, changeCost: 20 }), 6);
  agrees(deliveryWorld({ town: 3, places: 4, hours: 6, capacity: 1, orders: 5 }), 6);
  agrees(floorWorld({ jobs: 3, hours: 16, failsAfter: 5, buffer: 1 }), 6);
});

test('a search that is cut short says so, and between which two values the optimum lies', () => {
  const world = shiftWorld({ staff: 6, days: 5, sick: 2, changeCost: 30 });
  const start = world.begin(createRandom('cut'));
  const whole = optimum(world, start);
  const cut = optimum(world, start, 1);
  expect(cut.value).toBeLessThanOrEqual(whole.value);
  expect(cut.atMost).toBeGreaterThanOrEqual(whole.value - 1e-6);
  expect(cut.proven).toBe(cut.atMost <= cut.value + 1e-6);
});

test('a filled week keeps the rules', () => {
  const world = shiftWorld({ staff: 7, days: 7, sick: 2, changeCost: 30 });
  for (let seed = 0; seed < 10; seed++) {
    let state = world.begin(createRandom(seed));
    const act = atRandom(seed);
    for (let ended = false; !ended; ) ({ state, ended } = world.next(state, act(world.legal(state))));
    const { slots, people } = state.week;
    people.forEach(({ leads, most, away }, who) => {
      const own = slots.filter((_, index) => state.filled[index] === who);
      expect(own.length).toBeLessThanOrEqual(most);
      for (const [index, slot] of own.entries()) {
        expect(leads || !slot.leads).toBe(true);
        expect(away[slot.day]).toBe(false);
        for (const other of own.slice(index + 1)) expect(goTogether(slot, other)).toBe(true);
      }
    });
  }
});

test('roads join all places and cross nowhere', () => {
  for (let town = 1; town <= 12; town++) {
    const { places, roads, distances } = makeTown({ town, places: 12, orders: 10 });
    expect(distances.flat().every(Number.isFinite)).toBe(true);
    const spot = (index: number) => at(places, index);
    const side = (a: number, b: number, c: number) =>
      Math.sign((spot(b).x - spot(a).x) * (spot(c).y - spot(a).y) - (spot(b).y - spot(a).y) * (spot(c).x - spot(a).x));
    for (const [a, b] of roads)
      for (const [c, d] of roads)
        if (new Set([a, b, c, d]).size === 4)
          expect(side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)).toBe(false);
  }
});

test('nothing that is still to come is seen: futures that differ later look alike now', () => {
  const world = deliveryWorld({ town: 2, places: 8, hours: 36, capacity: 3, orders: 12 });
  const state = world.begin(createRandom(5));
  const known = state.orders.map(({ known: since }) => since <= state.time);
  const without = {
    ...state,
    orders: state.orders.filter((_, index) => known[index]),
    served: state.served.filter((_, index) => known[index]),
  };
  expect(without.orders.length).toBeLessThan(state.orders.length);
  expect(world.observe(without)).toEqual(world.observe(state));
  expect(world.describe(without)).toEqual(world.describe(state));
  expect(world.scene(without)).toEqual(world.scene(state));
  for (const policy of ['greedy', 'scripted'] as const) expect(world[policy](without)).toBe(world[policy](state));
});
