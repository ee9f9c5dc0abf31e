import { createRandom } from '../../random';
import { type DayKind, type DeliverySettings, demandRow, drawDay, makeTown, PHASES, WEEKDAYS } from './town';

/** What was ordered on past days: of each day, phase and place what is known of it, and how many orders came. */
export interface PastDemand {
  /** Numbers of each row: one of seven for the weekday, rain, one of three for the phase, one for each place. */
  readonly width: number;
  readonly count: number;
  /** `count × width`. */
  readonly known: Float32Array;
  readonly orders: Float32Array;
  /** Where each row stands among all that can be foretold ({@link demandRow}). */
  readonly rows: readonly number[];
}

/** What is known of a place in a phase of a kind of day, as a network takes it. */
function knownOf(places: number, { weekday, rain }: DayKind, phase: number, place: number): readonly number[] {
  const one = (count: number, which: number) => Array.from({ length: count }, (_, at) => Number(at === which));
  return [...one(WEEKDAYS.length, weekday), Number(rain), ...one(PHASES.length, phase), ...one(places, place)];
}

const widthFor = (places: number): number => WEEKDAYS.length + 1 + PHASES.length + places;

/** So many days of a town, drawn as its episodes are, and never one of these. `which` keeps sets of days apart. */
export function pastDemand(settings: DeliverySettings, days: number, which: string): PastDemand {
  const { places } = settings;
  const town = makeTown(settings);
  const known: number[] = [];
  const [orders, rows]: [number[], number[]] = [[], []];
  for (let day = 0; day < days; day++) {
    const { kind, orders: came } = drawDay(town, settings, createRandom(`past/${which}/${day}`));
    for (let phase = 0; phase < PHASES.length; phase++)
      for (let place = 0; place < places; place++) {
        const [begin, end] = [phase, phase + 1].map((at) => (at * settings.hours) / PHASES.length);
        known.push(...knownOf(places, kind, phase, place));
        orders.push(
          came.filter((one) => one.place === place && one.from >= (begin ?? 0) && one.from < (end ?? 0)).length,
        );
        rows.push(demandRow(places, kind, phase, place));
      }
  }
  return {
    ...{ width: widthFor(places), count: rows.length, rows },
    known: Float32Array.from(known),
    orders: Float32Array.from(orders),
  };
}

/** All that can be foretold, in the order of {@link demandRow}: `[count × width]`. */
export function allKinds(places: number): { readonly width: number; readonly known: Float32Array } {
  const kinds = WEEKDAYS.flatMap((_, weekday) => [false, true].map((rain) => ({ weekday, rain })));
  const known = kinds.flatMap((kind) =>
    PHASES.flatMap((_, phase) =>
      Array.from({ length: places }, (_place, place) => knownOf(places, kind, phase, place)).flat(),
    ),
  );
  return { width: widthFor(places), known: Float32Array.from(known) };
}

/** What really is to be expected in a town, which no one knows but who made it. */
export const trueDemand = (settings: DeliverySettings): readonly number[] => makeTown(settings).demand;

/** Mean Poisson deviance, `2 (y log(y / μ) − (y − μ))`: 0 where counts are foretold exactly. */
export function deviance(orders: ArrayLike<number>, foretold: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < orders.length; row++) {
    const [came, mean] = [orders[row] ?? 0, Math.max(1e-6, foretold[row] ?? 0)];
    sum += 2 * ((came > 0 ? came * Math.log(came / mean) : 0) - (came - mean));
  }
  return sum / Math.max(1, orders.length);
}
