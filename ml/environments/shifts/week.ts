import type { Random } from '../../random';
import { at } from '../world';

/** A week of shifts: how large it is, and what it costs. Money is in euros a shift. */
export interface ShiftSettings {
  readonly staff: number;
  readonly days: number;
  /** How many people call in sick before the week begins. */
  readonly sick: number;
  /** What it costs to call somebody in who was not planned. */
  readonly changeCost: number;
}

export const SHIFTS = ['early', 'late', 'night'] as const;
export const NIGHT = 2;

export interface Person {
  readonly name: string;
  /** May take the shifts that need somebody in charge; all may take the others. */
  readonly leads: boolean;
  readonly wage: number;
  /** Shifts in the week, at most. */
  readonly most: number;
  /** Days on which the person is sick. */
  readonly away: readonly boolean[];
}

/** One place to be filled. */
export interface Slot {
  readonly day: number;
  readonly shift: number;
  readonly leads: boolean;
  /** What somebody from outside costs. */
  readonly agency: number;
}

export interface Week {
  readonly people: readonly Person[];
  /** In the order in which they begin. */
  readonly slots: readonly Slot[];
  /** Who was to fill each before somebody fell ill; −1 for somebody from outside. */
  readonly plan: readonly number[];
}

const NAMES = ['Ada', 'Ben', 'Cem', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jo', 'Kai', 'Lea'];

/** Draws people, what is needed, a plan that keeps the rules, and who falls ill. */
export function drawWeek({ staff, days, sick }: ShiftSettings, random: Random): Week {
  const well = Array.from({ length: staff }, (_, index): Person => {
    const leads = index % 3 === 0;
    return {
      name: at(NAMES, index),
      leads,
      wage: 5 * Math.round((leads ? 150 + 40 * random.next() : 95 + 45 * random.next()) / 5),
      most: 3 + random.int(3),
      away: Array.from({ length: days }, () => false),
    };
  });
  const slots: Slot[] = [];
  for (let day = 0; day < days; day++) {
    const add = (shift: number, leads: boolean) => {
      const dear = (shift === NIGHT ? 50 : 0) + (day % 7 >= 5 ? 60 : 0) + (leads ? 50 : 0);
      slots.push({ day, shift, leads, agency: 200 + dear + 10 * random.int(7) });
    };
    add(0, true);
    add(0, false);
    add(1, random.next() < 0.4);
    add(2, false);
  }
  const plan = planned(well, slots);
  const load = (who: number) => plan.filter((one) => one === who).length;
  const ill = well
    .map((_, who) => ({ who, tie: random.next() }))
    .sort((a, b) => load(b.who) - load(a.who) || a.tie - b.tie)
    .slice(0, Math.max(sick, Math.ceil(staff / 2)));
  random.shuffle(ill);
  const people = well.map((person, who) => {
    if (!ill.slice(0, sick).some((one) => one.who === who)) return person;
    const from = random.int(Math.max(1, Math.ceil(days / 3)));
    const until = from + 2 + random.int(3);
    return { ...person, away: person.away.map((_, day) => day >= from && day < until) };
  });
  return { people, slots, plan };
}

/** A plan made in advance: the places that would cost most from outside are filled first, each by the cheapest who may. */
function planned(people: readonly Person[], slots: readonly Slot[]): readonly number[] {
  const plan = slots.map(() => -1);
  const order = slots.map((_, index) => index).sort((a, b) => at(slots, b).agency - at(slots, a).agency || a - b);
  for (const index of order) {
    const slot = at(slots, index);
    const able = people
      .map((person, who) => ({ person, who }))
      .filter(({ person, who }) => {
        const own = slots.filter((_, other) => plan[other] === who);
        return (
          (person.leads || !slot.leads) && own.length < person.most && own.every((other) => goTogether(other, slot))
        );
      })
      // Who leads is kept for where that is needed.
      .sort((a, b) => Number(a.person.leads) - Number(b.person.leads) || a.person.wage - b.person.wage);
    plan[index] = able[0]?.who ?? -1;
  }
  return plan;
}

/** The rules for two shifts of one person: one a day, and after a night only another night. */
export function goTogether(one: Slot, other: Slot): boolean {
  const [first, second] = one.day <= other.day ? [one, other] : [other, one];
  if (first.day === second.day) return false;
  return !(first.shift === NIGHT && second.day === first.day + 1 && second.shift !== NIGHT);
}
