import { at } from '../world';
import { NIGHT, type Slot, type Week } from './week';
import type { ShiftState } from './world';

/** What a day may be: who works by day and who by night, as bits, and the most that is earned so. */
interface DayPlan {
  readonly byDay: number;
  readonly byNight: number;
  readonly value: number;
}

const ROUNDS = 60;

/**
 * The most that can still be earned in a week. How often somebody may work is not a rule here but a price for each of their shifts (Lagrangian relaxation,
 * Held & Karp 1971); under given prices the week is solved exactly, day after day, and prices are found by subgradients that make the bound low.
 */
export function shiftBound(week: Week, changeCost: number): (state: ShiftState) => number {
  const { people, slots, plan } = week;
  const days = (slots.at(-1)?.day ?? 0) + 1;
  const ofDay = Array.from({ length: days }, (_, day) =>
    slots.flatMap((slot, index) => (slot.day === day ? [{ slot, index }] : [])),
  );
  const worth = slots.map((slot, index) =>
    people.map(({ leads, wage, away }, who) =>
      away[slot.day] || (slot.leads && !leads)
        ? Number.NEGATIVE_INFINITY
        : slot.agency - wage - (plan[index] === who ? 0 : changeCost),
    ),
  );
  const most = people.map((person) => person.most);
  let prices = people.map(() => 0);
  let [kept, lowest] = [prices, Number.POSITIVE_INFINITY];
  let size = 40;
  for (let round = 0; round < ROUNDS; round++) {
    const { total, used } = relaxed(ofDay, worth, prices);
    const bound = total + dot(prices, most);
    if (bound < lowest - 1e-9) [kept, lowest] = [prices, bound];
    else size *= 0.85;
    prices = prices.map((price, who) => Math.max(0, price + size * Math.sign((used[who] ?? 0) - at(most, who))));
  }
  const { ahead } = relaxed(ofDay, worth, kept);
  const price = (who: number) => at(kept, who);

  return ({ filled, left, last }) => {
    const now = filled.length;
    const slot = slots[now];
    if (!slot) return 0;
    const today = slots[now - 1]?.day === slot.day;
    const nights = (day: number) => bitsOf(people.map((_, who) => isNight(slots[last[who] ?? -1], day)));
    const budget = dot(kept, left);
    if (!today) return budget + (ahead[slot.day]?.(nights(slot.day - 1)) ?? 0);
    let rest = 0;
    for (const { index, slot: open } of at(ofDay, slot.day)) {
      if (index < now) continue;
      let highest = 0;
      for (let who = 0; who < people.length; who++) {
        const before = slots[last[who] ?? -1];
        const free = before?.day !== slot.day && !(isNight(before, slot.day - 1) && open.shift !== NIGHT);
        if (free && (left[who] ?? 0) > 0) highest = Math.max(highest, (worth[index]?.[who] ?? 0) - price(who));
      }
      rest += highest;
    }
    return budget + rest + (ahead[slot.day + 1]?.(nights(slot.day)) ?? 0);
  };
}

const isNight = (slot: Slot | undefined, day: number): boolean => slot?.day === day && slot.shift === NIGHT;
const bitsOf = (flags: readonly boolean[]): number => flags.reduce((bits, flag, at) => bits | (Number(flag) << at), 0);
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);

/** The whole week under prices: the most from each day on, given who worked the night before, and how often each person works then. */
function relaxed(
  ofDay: readonly (readonly { readonly slot: Slot; readonly index: number }[])[],
  worth: readonly (readonly number[])[],
  prices: readonly number[],
) {
  const plans = ofDay.map((open) => plansOf(open, worth, prices));
  const ahead: ((nights: number) => number)[] = Array.from({ length: ofDay.length + 1 }, () => () => 0);
  const chosen: ((nights: number) => DayPlan | undefined)[] = [];
  for (let day = ofDay.length - 1; day >= 0; day--) {
    const after = at(ahead, day + 1);
    const whole = at(plans, day).map((one) => ({ ...one, sum: one.value + after(one.byNight) }));
    whole.sort((a, b) => b.sum - a.sum);
    const known = new Map<number, (typeof whole)[number] | undefined>();
    const pick = (nights: number) => {
      if (!known.has(nights))
        known.set(
          nights,
          whole.find(({ byDay }) => (byDay & nights) === 0),
        );
      return known.get(nights);
    };
    ahead[day] = (nights) => pick(nights)?.sum ?? 0;
    chosen[day] = pick;
  }
  const used = prices.map(() => 0);
  let nights = 0;
  for (const pick of chosen) {
    const one = pick(nights);
    for (let who = 0; who < used.length; who++)
      if (((one?.byDay ?? 0) | (one?.byNight ?? 0)) & (1 << who)) used[who] = (used[who] ?? 0) + 1;
    nights = one?.byNight ?? 0;
  }
  return { total: ahead[0]?.(0) ?? 0, used, ahead };
}

/** Every way to fill a day, of those with the same people by day and by night only the best. */
function plansOf(
  open: readonly { readonly slot: Slot; readonly index: number }[],
  worth: readonly (readonly number[])[],
  prices: readonly number[],
): readonly DayPlan[] {
  const found = new Map<number, DayPlan>();
  const fill = (place: number, byDay: number, byNight: number, value: number) => {
    const next = open[place];
    if (!next) {
      const key = byDay * 4_096 + byNight;
      if ((found.get(key)?.value ?? Number.NEGATIVE_INFINITY) < value) found.set(key, { byDay, byNight, value });
      return;
    }
    fill(place + 1, byDay, byNight, value);
    for (let who = 0; who < prices.length; who++) {
      const bit = 1 << who;
      const own = (worth[next.index]?.[who] ?? Number.NEGATIVE_INFINITY) - (prices[who] ?? 0);
      // What costs more than somebody from outside makes no day better.
      if (own <= 0 || (byDay | byNight) & bit) continue;
      if (next.slot.shift === NIGHT) fill(place + 1, byDay, byNight | bit, value + own);
      else fill(place + 1, byDay | bit, byNight, value + own);
    }
  };
  fill(0, 0, 0, 0);
  return [...found.values()];
}
