import type { Random } from '../../random';
import type { GridScene, Tone } from '../scene';
import { at, best, type Described, type World } from '../world';
import { shiftBound } from './bound';
import { drawWeek, goTogether, NIGHT, SHIFTS, type ShiftSettings, type Slot, type Week } from './week';

/** A week that is filled place by place, in the order in which they begin. */
export interface ShiftState {
  readonly week: Week;
  /** Who fills the places before the next one; −1 for somebody from outside. */
  readonly filled: readonly number[];
  /** Shifts that each person may still take. */
  readonly left: readonly number[];
  /** The last place that each filled, or −1. */
  readonly last: readonly number[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Shifts to be filled anew after somebody has called in sick. The actions are the people, and last somebody from outside, who is dear. A step earns what
 * is saved against the latter: their price, less the wage, less what it costs to call in somebody who was not planned. Doing nothing earns 0.
 */
export function shiftWorld(settings: ShiftSettings): World<ShiftState> {
  const { staff, days, changeCost } = settings;
  const outside = staff;

  const legal = ({ week, filled, left, last }: ShiftState): boolean[] => {
    const slot = week.slots[filled.length];
    const may = week.people.map((person, who) => {
      if (!slot) return false;
      const before = week.slots[last[who] ?? -1];
      return (
        !person.away[slot.day] &&
        (left[who] ?? 0) > 0 &&
        (person.leads || !slot.leads) &&
        (!before || goTogether(before, slot))
      );
    });
    return [...may, slot !== undefined];
  };
  const earned = ({ week, filled }: ShiftState, who: number): number => {
    if (who === outside) return 0;
    const change = week.plan[filled.length] === who ? 0 : changeCost;
    return at(week.slots, filled.length).agency - at(week.people, who).wage - change;
  };
  /** The planned places that a person could not fill any more after this one, by what each would cost then. */
  const lost = ({ week, filled, left }: ShiftState, who: number): number => {
    const now = filled.length;
    const slot = at(week.slots, now);
    const person = at(week.people, who);
    const own = week.slots.flatMap((other, index) =>
      index > now && week.plan[index] === who && !person.away[other.day] ? [other] : [],
    );
    const worth = (other: Slot) => other.agency - person.wage;
    const clashing = own.filter((other) => !goTogether(slot, other)).map(worth);
    const other = own
      .filter((one) => goTogether(slot, one))
      .map(worth)
      .sort((a, b) => a - b);
    const over = Math.max(0, other.length - ((left[who] ?? 0) - 1));
    return [...clashing, ...other.slice(0, over)].reduce((sum, one) => sum + one, 0);
  };

  return {
    actions: staff + 1,
    width: WIDTH,
    limit: 10_000,
    idle: outside,
    begin: (random: Random) => {
      const week = drawWeek(settings, random);
      return { week, filled: [], left: week.people.map(({ most }) => most), last: week.people.map(() => -1) };
    },
    legal,
    next(state, who) {
      const { week, filled, left, last } = state;
      const now = filled.length;
      const own = who === outside ? -1 : who;
      return {
        state: {
          week,
          filled: [...filled, own],
          left: left.map((one, person) => one - Number(person === own)),
          last: last.map((one, person) => (person === own ? now : one)),
        },
        reward: earned(state, who),
        ended: now + 1 === week.slots.length,
      };
    },
    observe(state) {
      const { week, filled, left } = state;
      const now = filled.length;
      const slot = week.slots[now];
      const seen = new Float32Array((staff + 1) * WIDTH);
      if (!slot) return seen;
      const may = legal(state);
      const able = may.filter((one, who) => one && who !== outside).length;
      const rest = week.slots.slice(now + 1);
      for (let who = 0; who <= outside; who++) {
        const person = week.people[who];
        const about = person
          ? [
              earned(state, who) / 100,
              lost(state, who) / 100,
              Number(week.plan[now] === who),
              Number(person.leads && !slot.leads),
              (left[who] ?? 0) / 5,
              // Places later on that nobody is there for as planned, and that this person could take.
              rest.filter(
                (one, index) =>
                  vacant(week, now + 1 + index) &&
                  (person.leads || !one.leads) &&
                  !person.away[one.day] &&
                  goTogether(slot, one),
              ).length / 5,
              spare(state, who) / 5,
              person.wage / 100,
            ]
          : [0, 0, 0, 0, 0, 0, 0, 0];
        const common = [
          Number(who === outside),
          slot.agency / 100,
          able / staff,
          rest.length / week.slots.length,
          slot.day / days,
          Number(slot.leads),
          Number(slot.shift === NIGHT),
        ];
        seen.set([...about, ...common], who * WIDTH);
      }
      return seen;
    },
    describe: (state) => describe(state, legal(state), (who) => earned(state, who)),
    scene: (state) => scene(state, days),
    greedy: (state) => best(legal(state), (who) => earned(state, who)),
    scripted: (state) => best(legal(state), (who) => (who === outside ? 0 : earned(state, who) - lost(state, who))),
    stage: ({ filled }) => filled.length,
    key: ({ week, filled, left, last }) => {
      const day = week.slots[filled.length]?.day ?? days;
      // What matters is who works today, and by night, and who worked last night.
      const recent = last.map((one) => {
        const before = week.slots[one];
        if (!before || before.day < day - 1) return '';
        return before.shift === NIGHT ? `n${day - before.day}` : before.day === day ? 'd' : '';
      });
      return `${left.join()};${recent.join()}`;
    },
    bound: ({ week }) => shiftBound(week, changeCost),
  };
}

const WIDTH = 15;

/** Nobody is planned there who can come. */
function vacant({ slots, plan, people }: Week, index: number): boolean {
  const person = people[plan[index] ?? -1];
  return !person || person.away[slots[index]?.day ?? 0] === true;
}

/** Shifts that a person may take beyond those that are planned. */
function spare({ week, filled, left }: ShiftState, who: number): number {
  const own = week.plan.filter((one, index) => index >= filled.length && one === who && !vacant(week, index)).length;
  return (left[who] ?? 0) - own;
}

const nameOf = (slot: Slot) => `${at(DAYS, slot.day % 7)} ${at(SHIFTS, slot.shift)}${slot.leads ? ', in charge' : ''}`;

function describe(state: ShiftState, legal: readonly boolean[], earned: (who: number) => number): Described {
  const { week, filled, left } = state;
  const slot = week.slots[filled.length];
  if (!slot) return { situation: 'All shifts are filled.', actions: [] };
  const sick = week.people
    .filter(({ away }) => away.some(Boolean))
    .map(
      ({ name, away }) =>
        `${name} is sick on ${away.flatMap((one, day) => (one ? [at(DAYS, day % 7)] : [])).join(', ')}`,
    );
  const plannedOf = (who: number) =>
    week.slots.filter((_, index) => index > filled.length && week.plan[index] === who).map(nameOf);
  const people = week.people.map(
    ({ name, leads, wage }, who) =>
      `${name}${leads ? ' (can be in charge)' : ''}: ${wage} € a shift, may take ${left[who]} more, planned later: ${plannedOf(who).join('; ') || 'nothing'}`,
  );
  const planned = week.people[week.plan[filled.length] ?? -1]?.name ?? 'somebody from outside';
  const situation = [
    `Fill the shifts of a week at the least cost. ${sick.join('. ')}${sick.length > 0 ? '.' : ''}`,
    'Rules: one shift a day each; after a night shift only another night on the next day; nobody above the shifts they may take.',
    `Shift to fill now: ${nameOf(slot)} (${filled.length + 1} of ${week.slots.length}). Planned: ${planned}. Somebody from outside costs ${slot.agency} €.`,
    ...people,
  ].join('\n');
  const actions = legal.flatMap((allowed, who) => {
    if (!allowed) return [];
    const person = week.people[who];
    const words = person
      ? `${person.name} takes it (saves ${earned(who)} €${week.plan[filled.length] === who ? ', as planned' : ', called in'})`
      : `somebody from outside takes it (saves nothing)`;
    return [{ action: who, words }];
  });
  return { situation, actions };
}

function scene({ week, filled }: ShiftState, days: number): GridScene {
  const { people, slots, plan } = week;
  const short = ({ shift, leads }: Slot) => `${at(SHIFTS, shift).charAt(0).toUpperCase()}${leads ? '★' : ''}`;
  const cellOf = (who: number, day: number) => {
    const at = (index: number) => slots[index]?.day === day;
    const own = filled.findLastIndex((one, index) => one === who && at(index));
    const ahead = plan.findIndex((one, index) => one === who && at(index) && index >= filled.length);
    const away = people[who]?.away[day] === true;
    const slot = slots[own >= 0 ? own : ahead];
    const tone: Tone = away
      ? 'away'
      : own >= 0
        ? plan[own] === who
          ? 'planned'
          : 'changed'
        : ahead >= 0 && ahead === filled.length
          ? 'now'
          : 'plain';
    return { text: away ? 'sick' : slot ? short(slot) : '', tone };
  };
  const outside = (day: number) => {
    const bought = slots.filter((slot, index) => slot.day === day && filled[index] === -1).map(short);
    return { text: bought.join(' '), tone: bought.length > 0 ? ('open' as const) : ('plain' as const) };
  };
  const across = Array.from({ length: days }, (_, day) => day);
  return {
    scene: 'grid',
    columns: across.map((day) => at(DAYS, day % 7)),
    rows: [
      ...people.map(({ name, leads }, who) => ({
        title: `${name}${leads ? ' ★' : ''}`,
        cells: across.map((day) => cellOf(who, day)),
      })),
      { title: 'From outside', cells: across.map(outside) },
    ],
  };
}
