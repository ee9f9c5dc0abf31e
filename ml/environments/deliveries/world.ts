import type { Random } from '../../random';
import type { RoadsScene } from '../scene';
import { at, best, type Described, type World } from '../world';
import {
  type DayKind,
  type DeliverySettings,
  demandRow,
  drawDay,
  makeTown,
  type Order,
  PHASES,
  type Town,
  WEEKDAYS,
} from './town';

/** A day on the road. */
export interface DeliveryState {
  readonly kind: DayKind;
  readonly orders: readonly Order[];
  readonly time: number;
  readonly place: number;
  readonly load: number;
  /** Which orders are served, as the orders stand. */
  readonly served: readonly boolean[];
  /** The places that the last drive went through. */
  readonly way: readonly number[];
}

/** What an order brings, and what a unit of driving costs. */
const PAYS = 10;
const COSTS = 1;
const WIDTH = 22;
/** Further stops that the rules look at. */
const STOPS = 6;
/** Further stops that are told to a policy which learns. */
const SEEN_STOPS = 3;

/**
 * A van that carries what is ordered in a town: goods that are all alike, loaded at the depot. The actions are to drive to a place, by the shortest way,
 * and last to wait for one unit of time. A step earns 10 for each order that is served, less 1 for each unit of driving. Doing nothing earns 0.
 */
export function deliveryWorld(settings: DeliverySettings): World<DeliveryState> {
  const { places: count, hours, capacity, forecast } = settings;
  const town = makeTown(settings);
  const wait = count;
  const distance = (a: number, b: number) => at(at(town.distances, a), b);
  const takes = (place: number, action: number) => (action === wait ? 1 : distance(place, action));

  const ways = town.places.map((_, from) => town.places.map((_place, to) => wayOf(town, from, to)));

  const legal = ({ time, place }: DeliveryState): boolean[] => [
    ...town.places.map((_, to) => to !== place && time < hours && time + distance(place, to) <= hours),
    time < hours,
  ];
  /** Orders that are known, and that somebody still waits for at a time. */
  const waiting = ({ orders, served, time: now }: DeliveryState, then = now) =>
    orders.filter(({ known, until }, index) => !served[index] && known <= now && until >= then);
  /** What an action earns as far as can be known. */
  const expected = (state: DeliveryState, action: number): number => {
    const to = action === wait ? state.place : action;
    const then = state.time + takes(state.place, action);
    const there = waiting(state, then).filter(({ place, from }) => place === to && from <= then).length;
    return PAYS * Math.min(state.load, there) - (action === wait ? 0 : COSTS * takes(state.place, action));
  };
  /** Orders that a forecast has for the units after a time, at a place. */
  const foreseen = ({ kind }: DeliveryState, place: number, from: number, until: number): number => {
    if (!forecast) return 0;
    const long = hours / PHASES.length;
    return PHASES.reduce((sum, _, phase) => {
      const share = Math.max(0, Math.min(until, (phase + 1) * long) - Math.max(from, phase * long)) / long;
      return sum + share * (forecast[demandRow(count, kind, phase, place)] ?? 0);
    }, 0);
  };
  const next = (state: DeliveryState, action: number) => {
    const { orders, place, served } = state;
    const to = action === wait ? place : action;
    const time = state.time + takes(place, action);
    let load = state.load;
    const now = served.map((done, index) => {
      const order = at(orders, index);
      if (done || load === 0 || order.place !== to || order.from > time || order.until < time) return done;
      load -= 1;
      return true;
    });
    const earned = PAYS * (state.load - load) - (action === wait ? 0 : COSTS * takes(place, action));
    const way = at(at(ways, place), to);
    return {
      state: { ...state, time, place: to, load: to === 0 ? capacity : load, served: now, way },
      reward: earned,
      ended: time >= hours,
    };
  };
  /** Drives somewhere and waits there until the first order can be served, as far as is known. */
  const visit = (state: DeliveryState, to: number): { readonly state: DeliveryState; readonly earned: number } => {
    let { state: then, reward: earned } = next(state, to === state.place ? wait : to);
    if (to === 0 || state.load === 0) return { state: then, earned };
    const first = Math.min(...waiting(state).flatMap(({ place, from }) => (place === to ? [from] : [])), hours);
    while (then.time < first) {
      const waited = next(then, wait);
      [then, earned] = [waited.state, earned + waited.reward];
    }
    return { state: then, earned };
  };
  /** What the best way over so many further stops earns, of orders that the state knows. */
  const plan = (state: DeliveryState, stops: number): number => {
    if (stops === 0 || state.time >= hours) return 0;
    const open = waiting(state);
    const goals = new Set(state.load > 0 ? open.map(({ place }) => place) : []);
    if (state.load < Math.min(capacity, open.length)) goals.add(0);
    let most = 0;
    for (const to of goals) {
      if (state.time + distance(state.place, to) > hours) continue;
      const { state: then, earned } = visit(state, to);
      most = Math.max(most, earned + plan(then, stops - 1));
    }
    return most;
  };

  /** What an action earns, and the best way after it; waiting is no stop. */
  const worthOf = (known: DeliveryState, action: number, stops: number): number => {
    if (action !== wait) {
      const { state: then, earned } = visit(known, action);
      return earned + plan(then, stops);
    }
    const { state: then, reward } = next(known, wait);
    return reward + plan(then, stops + 1);
  };

  return {
    actions: count + 1,
    width: WIDTH,
    limit: hours,
    idle: wait,
    begin(random: Random) {
      const { kind, orders } = drawDay(town, settings, random);
      return { kind, orders, time: 0, place: 0, load: capacity, served: orders.map(() => false), way: [0] };
    },
    legal,
    next,
    observe(state) {
      const { time, place, load } = state;
      const open = waiting(state);
      const may = legal(state);
      const known = knownOf(state);
      const seen = new Float32Array((count + 1) * WIDTH);
      const common = [load / capacity, Number(load === 0), time / hours, open.length / 5];
      const near = (to: number, then: number) =>
        open.reduce((sum, one) => {
          const arrives = then + distance(to, one.place);
          return one.place !== to && arrives <= Math.min(hours, one.until)
            ? sum + Math.exp(-distance(to, one.place) / 2)
            : sum;
        }, 0);
      const worths = may.map((allowed, action) =>
        allowed ? worthOf(known, action, SEEN_STOPS) : Number.NEGATIVE_INFINITY,
      );
      const most = Math.max(...worths);
      for (let action = 0; action <= wait; action++) {
        if (!may[action]) continue;
        const to = action === wait ? place : action;
        const far = takes(place, action);
        const then = time + far;
        const there = open.filter((one) => one.place === to && one.until >= then);
        const served = Math.min(load, there.length);
        // With how much it stands there then, and how much it still needs for what waits elsewhere.
        const left = to === 0 ? capacity : load - served;
        const elsewhere = open.filter((one) => one.place !== to && one.until >= then + distance(to, one.place)).length;
        const slack = there.length > 0 ? Math.min(...there.map(({ until }) => until - then)) / 10 : 1;
        const soon = foreseen(state, to, time, then + 8);
        const around = town.places.reduce(
          (sum, _, other) => sum + foreseen(state, other, then, then + 10) * Math.exp(-distance(to, other) / 2),
          0,
        );
        seen.set(
          [
            served,
            far / 5,
            expected(state, action) / 10,
            Math.max(-2, expected(state, action) / far / 5),
            slack,
            near(to, then) * Number(left > 0),
            Math.min(left, elsewhere) / capacity,
            Number(to === 0) * (1 - load / capacity),
            Number(to === 0),
            Number(action === wait),
            distance(to, 0) / 5,
            left / capacity,
            soon,
            around,
            (worths[action] ?? 0) / 20,
            ((worths[action] ?? 0) - most) / 5,
            ((worths[action] ?? 0) - (worths[wait] ?? 0)) / 5,
            there.length > 0 ? Math.max(0, Math.min(...there.map(({ from }) => from - then))) / 10 : 0,
            ...common,
          ],
          action * WIDTH,
        );
      }
      return seen;
    },
    describe: (state) => describe(state, town, settings, legal(state), waiting(state), expected),
    scene: (state) => scene(state, town, capacity, waiting(state)),
    greedy: (state) => {
      const { load, place } = state;
      // Without goods nothing pays; then the depot does.
      return best(legal(state), (action) =>
        action === 0 && load === 0 && place !== 0 ? 0.5 : expected(state, action) / takes(place, action),
      );
    },
    scripted(state) {
      const known = knownOf(state);
      const drives = legal(state).map((allowed, action) => allowed && action !== wait);
      if (!drives.includes(true)) return wait;
      const worth = (action: number) => worthOf(known, action, STOPS);
      const go = best(drives, worth);
      // Whoever can wait learns of more orders on the way.
      return worth(go) > 0 && worth(wait) < worth(go) ? go : wait;
    },
    stage: ({ time }) => time,
    key: ({ time, place, load, served, orders }) =>
      `${place};${load};${orders.flatMap(({ until }, index) => (until >= time && served[index] ? [index] : [])).join()}`,
    bound: () => (state) => {
      const { time, orders, served, place, load } = state;
      const open = orders.filter(
        ({ from, until, place: to }, index) =>
          !served[index] && Math.max(from, time + distance(place, to)) <= Math.min(until, hours),
      );
      // Each place has to be driven to at least once, over a road that leads there; and nothing is carried that was not loaded.
      const roads = new Set(open.map((one) => one.place).filter((to) => to !== place)).size;
      const trips = open.length > load && place !== 0 ? 1 : 0;
      return Math.max(0, PAYS * open.length - COSTS * (roads + trips));
    },
  };
}

/** The state without what is still to come. */
function knownOf(state: DeliveryState): DeliveryState {
  const isKnown = (_: unknown, index: number) => at(state.orders, index).known <= state.time;
  return { ...state, orders: state.orders.filter(isKnown), served: state.served.filter(isKnown) };
}

/** Both ends and what lies between. */
function wayOf({ first }: Town, from: number, to: number): readonly number[] {
  const way = [from];
  for (let place = from; place !== to; ) {
    place = at(at(first, place), to);
    way.push(place);
  }
  return way;
}

/** `Depot–Mill 3, Depot–Harbour 2, …`: what is needed to plan further than the next drive. */
const distancesOf = ({ places, distances }: Town): string =>
  places
    .flatMap(({ title }, from) =>
      places
        .slice(from + 1)
        .map((other, after) => `${title}–${other.title} ${at(at(distances, from), from + 1 + after)}`),
    )
    .join(', ');

function describe(
  state: DeliveryState,
  town: Town,
  { hours, capacity }: DeliverySettings,
  legal: readonly boolean[],
  open: readonly Order[],
  expected: (state: DeliveryState, action: number) => number,
): Described {
  const { kind, time, place, load } = state;
  const title = (which: number) => at(town.places, which).title;
  const far = (to: number) => at(at(town.distances, place), to);
  const orders = open.map(
    (order) =>
      `${title(order.place)} (${far(order.place)} away, waits ${order.from > time ? `from ${order.from} ` : ''}until ${Math.min(order.until, hours)})`,
  );
  const situation = [
    'Deliver what is ordered before people stop waiting. Each order pays 10, each unit of driving costs 1. The van loads at the Depot.',
    `It is ${WEEKDAYS[kind.weekday]}, ${kind.rain ? 'with rain' : 'dry'}, time ${time} of ${hours}. The van is at ${title(place)} with ${load} of ${capacity} on board.`,
    `Orders that wait: ${orders.join('; ') || 'none'}.`,
    `Units of driving between places: ${distancesOf(town)}.`,
  ].join('\n');
  const actions = legal.flatMap((allowed, action) => {
    if (!allowed) return [];
    if (action === town.places.length) return [{ action, words: 'wait for one unit of time' }];
    const worth = expected(state, action);
    return [{ action, words: `drive to ${title(action)} (${far(action)} units; earns ${worth} as far as is known)` }];
  });
  return { situation, actions };
}

function scene(
  { place, load, way, time }: DeliveryState,
  { places, roads }: Town,
  capacity: number,
  open: readonly Order[],
): RoadsScene {
  return {
    scene: 'roads',
    places: places.map(({ title, x, y }, index) => {
      const own = open.filter((order) => order.place === index);
      const urgent = own.some(({ until }) => until - time <= 4);
      return { title, x, y, waiting: own.length, tone: urgent ? 'open' : own.length > 0 ? 'changed' : 'plain' };
    }),
    roads,
    vehicle: { place, load, capacity },
    way,
  };
}
