import { createRandom, type Random } from '../../random';
import { at } from '../world';

/** A town, a day in it, and a vehicle. Time is in units of five minutes. */
export interface DeliverySettings {
  /** Which town it is: its roads, and where how much is ordered. */
  readonly town: number;
  readonly places: number;
  /** Units of a day. */
  readonly hours: number;
  readonly capacity: number;
  /** Orders of an average day. */
  readonly orders: number;
  /** Orders that are to be expected, by {@link demandRow}; nothing where it is not known. */
  readonly forecast?: readonly number[];
}

export interface Town {
  /** In 0 … 1 across and down; the depot is the first. */
  readonly places: readonly { readonly title: string; readonly x: number; readonly y: number }[];
  readonly roads: readonly (readonly [number, number])[];
  /** Units of the shortest way from place to place, and the place through which it begins. */
  readonly distances: readonly (readonly number[])[];
  readonly first: readonly (readonly number[])[];
  /** Orders to be expected, by {@link demandRow}. */
  readonly demand: readonly number[];
}

/** What is known of a day when it begins. */
export interface DayKind {
  readonly weekday: number;
  readonly rain: boolean;
}

export interface Order {
  readonly place: number;
  /** When it comes in, from when on it can be served, and until when: then it is cancelled. */
  readonly known: number;
  readonly from: number;
  readonly until: number;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
/** Morning, noon, evening: a third of the day each. */
export const PHASES = ['morning', 'noon', 'evening'] as const;

const TITLES = [
  'Depot',
  'Mill',
  'Harbour',
  'Market',
  'Park',
  'Station',
  'School',
  'Bridge',
  'Church',
  'Farm',
  'Tower',
  'Lake',
];

/** Where the demand of a place in a phase of a kind of day stands in a list of all of them. */
export const demandRow = (places: number, { weekday, rain }: DayKind, phase: number, place: number): number =>
  ((weekday * 2 + Number(rain)) * PHASES.length + phase) * places + place;

/** The town of a number: places on a jittered grid, roads between neighbours that cross nowhere, and demand that changes with day, rain and hour. */
export function makeTown({ town, places: count, orders }: Pick<DeliverySettings, 'town' | 'places' | 'orders'>): Town {
  const random = createRandom(`town/${town}`);
  const across = Math.ceil(Math.sqrt(count * 1.3));
  const down = Math.ceil(count / across);
  const spots = Array.from({ length: count }, (_, index) => {
    const [column, row] = [index % across, Math.floor(index / across)];
    const jitter = () => 0.5 * (random.next() - 0.5);
    return { x: (column + 0.5 + jitter()) / across, y: (row + 0.5 + jitter()) / down, column, row };
  });
  // The depot lies in the middle, as a depot would.
  const middle = spots.reduce((nearest, { x, y }, index) => {
    const far = (spot: { x: number; y: number } | undefined) => Math.hypot((spot?.x ?? 9) - 0.5, (spot?.y ?? 9) - 0.5);
    return far({ x, y }) < far(spots[nearest]) ? index : nearest;
  }, 0);
  const ordered = [at(spots, middle), ...spots.filter((_, index) => index !== middle)];
  const lengthOf = (a: number, b: number) =>
    Math.max(1, Math.round(6 * Math.hypot(at(ordered, a).x - at(ordered, b).x, at(ordered, a).y - at(ordered, b).y)));
  const neighbours: [number, number][] = [];
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const [one, other] = [at(ordered, a), at(ordered, b)];
      if (Math.abs(one.column - other.column) + Math.abs(one.row - other.row) === 1) neighbours.push([a, b]);
    }
  // A road is left out here and there, where the town stays in one piece.
  const roads = random.shuffle([...neighbours]).reduce<readonly (readonly [number, number])[]>((kept, road) => {
    const fewer = kept.filter((one) => one !== road);
    return random.next() < 0.25 && isWhole(count, fewer) ? fewer : kept;
  }, neighbours);
  const { distances, first } = shortest(count, roads, lengthOf);
  return {
    places: ordered.map(({ x, y }, index) => ({ title: at(TITLES, index % TITLES.length), x, y })),
    roads,
    distances,
    first,
    demand: makeDemand(count, orders, random),
  };
}

function makeDemand(count: number, orders: number, random: Random): number[] {
  const size = Array.from({ length: count }, (_, place) => (place === 0 ? 0 : random.next() ** 3 + 0.03));
  const phases = Array.from({ length: count }, () => PHASES.map(() => random.next() ** 2 + 0.05));
  const weekend = Array.from({ length: count }, () => 0.3 + 1.4 * random.next());
  const wet = Array.from({ length: count }, () => 0.4 + 1.4 * random.next());
  const demand = Array.from({ length: WEEKDAYS.length * 2 * PHASES.length * count }, () => 0);
  const kinds = WEEKDAYS.flatMap((_, weekday) => [false, true].map((rain) => ({ weekday, rain })));
  for (const kind of kinds)
    for (let phase = 0; phase < PHASES.length; phase++)
      for (let place = 0; place < count; place++)
        demand[demandRow(count, kind, phase, place)] =
          (size[place] ?? 0) *
          (phases[place]?.[phase] ?? 0) *
          (kind.weekday >= 5 ? (weekend[place] ?? 1) : 1) *
          (kind.rain ? (wet[place] ?? 1) : 1);
  const mean = demand.reduce((sum, one) => sum + one, 0) / kinds.length;
  return demand.map((one) => (one * orders) / mean);
}

/** Draws the kind of a day and its orders, in the order in which they come in: a Poisson process for each place and phase. */
export function drawDay(
  town: Town,
  { hours }: Pick<DeliverySettings, 'hours'>,
  random: Random,
): { readonly kind: DayKind; readonly orders: readonly Order[] } {
  const kind = { weekday: random.int(7), rain: random.next() < 0.4 };
  const count = town.places.length;
  const orders: Order[] = [];
  for (let place = 1; place < count; place++)
    for (let phase = 0; phase < PHASES.length; phase++) {
      const expected = at(town.demand, demandRow(count, kind, phase, place));
      // Gaps between the events of a Poisson process are exponential.
      const gap = () => -Math.log(1 - random.next());
      for (let gone = gap(); gone < expected; gone += gap()) {
        const from = Math.floor(((phase + gone / expected) * hours) / PHASES.length);
        orders.push({
          place,
          known: from - random.int(2 * NOTICE + 1),
          from,
          until: from + PATIENCE + random.int(PATIENCE / 2),
        });
      }
    }
  return { kind, orders: orders.sort((a, b) => a.known - b.known || a.from - b.from || a.place - b.place) };
}

/** Nobody waits less than so many units. */
const PATIENCE = 10;
/** Units between order and service, on average. */
const NOTICE = 14;

function isWhole(count: number, roads: readonly (readonly [number, number])[]): boolean {
  const seen = new Set([0]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [a, b] of roads)
      if (seen.has(a) !== seen.has(b)) {
        seen.add(a).add(b);
        grown = true;
      }
  }
  return seen.size === count;
}

/** All shortest ways (Floyd 1962). */
function shortest(
  count: number,
  roads: readonly (readonly [number, number])[],
  lengthOf: (a: number, b: number) => number,
) {
  const distances = Array.from({ length: count }, (_, a) =>
    Array.from({ length: count }, (_, b) => (a === b ? 0 : Number.POSITIVE_INFINITY)),
  );
  const first = Array.from({ length: count }, () => Array.from({ length: count }, (_, b) => b));
  for (const [a, b] of roads) {
    at(distances, a)[b] = lengthOf(a, b);
    at(distances, b)[a] = lengthOf(a, b);
  }
  for (let through = 0; through < count; through++)
    for (let a = 0; a < count; a++)
      for (let b = 0; b < count; b++) {
        const way = at(at(distances, a), through) + at(at(distances, through), b);
        if (way >= at(at(distances, a), b)) continue;
        at(distances, a)[b] = way;
        at(first, a)[b] = at(at(first, a), through);
      }
  return { distances, first };
}
