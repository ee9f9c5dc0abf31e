import type { Random } from '../../random';
import type { FloorScene } from '../scene';
import { at, best, type Described, type World } from '../world';
import { floorBound } from './bound';
import { drawOrders, type FloorSettings, type Job, MACHINES, type Orders, paid, STAGES, unitsOn } from './orders';

interface Machine {
  /** The job on it, or −1, and the units that it still needs. */
  readonly job: number;
  readonly left: number;
  /** Units until it fails, and how often it has. */
  readonly lasts: number;
  readonly failed: number;
  /** It is repaired until then. */
  readonly downUntil: number;
  /** It waits until something happens: a job is done, or a machine fails or is repaired. */
  readonly rests: boolean;
}

/** A moment at which a free machine is to be given a job. */
export interface FloorState {
  readonly orders: Orders;
  readonly time: number;
  /** The machine that is asked for. */
  readonly turn: number;
  readonly machines: readonly Machine[];
  /** Of each job the stage before which it waits; on a machine −1, and done `STAGES`. */
  readonly at: readonly number[];
}

const WIDTH = 16;

/**
 * Machines that fail and are repaired, and jobs with due dates. Whenever a machine is free, the action says which job it takes, and last that it waits. A
 * step earns what the jobs pay that are done before the next decision. Doing nothing earns 0.
 */
export function floorWorld(settings: FloorSettings): World<FloorState> {
  const { jobs: count, hours, buffer } = settings;
  const idle = count;

  const asks = ({ time, machines, at: places }: FloorState, turn: number): boolean => {
    const { job, downUntil, rests } = at(machines, turn);
    return !rests && job < 0 && downUntil <= time && places.includes(at(MACHINES, turn).stage);
  };
  const over = ({ time, turn, machines, at: places }: FloorState) =>
    time >= hours ||
    places.every((one) => one === STAGES) ||
    // Nothing will ever happen any more.
    (turn === MACHINES.length && machines.every(({ job, rests, downUntil }) => job < 0 && downUntil <= time && rests));
  /** Goes on until a machine asks, or until the end. */
  const advance = (state: FloorState): { readonly state: FloorState; readonly reward: number } => {
    let [now, reward] = [state, 0];
    while (!over(now)) {
      while (now.turn < MACHINES.length && !asks(now, now.turn)) now = { ...now, turn: now.turn + 1 };
      if (now.turn < MACHINES.length || over(now)) return { state: now, reward };
      const ticked = tick(now, buffer);
      [now, reward] = [ticked.state, reward + ticked.reward];
    }
    return { state: now, reward };
  };
  const legal = (state: FloorState): boolean[] => {
    const machine = MACHINES[state.turn];
    return [...state.at.map((stage) => machine !== undefined && stage === machine.stage), !over(state)];
  };
  /** When a job would be done if nothing stood in its way. */
  const soonest = ({ orders, time, turn }: FloorState, which: number): number => {
    const job = at(orders.jobs, which);
    return time + unitsOn(job, turn) + job.work.slice(at(MACHINES, turn).stage + 1).reduce((sum, one) => sum + one, 0);
  };
  const slack = (state: FloorState, which: number) => at(state.orders.jobs, which).due - soonest(state, which);
  /** Apparent tardiness cost (Vepsalainen & Morton 1987): what a unit of delay costs, the surer the nearer the due date is, for each unit of work. */
  const urgency = (state: FloorState, which: number): number => {
    const job = at(state.orders.jobs, which);
    const hopeless = paid(job, soonest(state, which)) <= 0 ? 0.01 : 1;
    return (hopeless * job.late * Math.exp(-Math.max(0, slack(state, which)) / 8)) / unitsOn(job, state.turn);
  };

  return {
    actions: count + 1,
    width: WIDTH,
    limit: 10_000,
    idle,
    begin(random: Random) {
      const orders = drawOrders(settings, random);
      const machines = MACHINES.map((_, machine) => ({
        ...{ job: -1, left: 0, failed: 0, downUntil: 0, rests: false },
        lasts: at(at(orders.failures, machine), 0).after,
      }));
      return advance({ orders, time: 0, turn: 0, machines, at: orders.jobs.map(() => 0) }).state;
    },
    legal,
    next(state, action) {
      const { orders, turn } = state;
      const taken: FloorState =
        action === idle
          ? {
              ...state,
              machines: state.machines.map((one, machine) => (machine === turn ? { ...one, rests: true } : one)),
            }
          : {
              ...state,
              machines: state.machines.map((one, machine) =>
                machine === turn ? { ...one, job: action, left: unitsOn(at(orders.jobs, action), turn) } : one,
              ),
              at: state.at.map((stage, job) => (job === action ? -1 : stage)),
            };
      const { state: after, reward } = advance({ ...taken, turn: turn + 1 });
      return { state: after, reward, ended: over(after) };
    },
    observe(state) {
      const { orders, time, turn, machines } = state;
      const may = legal(state);
      const seen = new Float32Array((count + 1) * WIDTH);
      const machine = MACHINES[turn];
      if (!machine) return seen;
      const waits = (stage: number) => state.at.filter((one) => one === stage).length;
      const paint = at(machines, MACHINES.length - 1);
      const busy = Math.max(0, paint.left + Math.max(0, paint.downUntil - time));
      const common = [machine.stage, machine.slower - 1, waits(0) / count, waits(1) / buffer, busy / 8, time / hours];
      for (let action = 0; action <= idle; action++) {
        if (!may[action]) continue;
        const job = orders.jobs[action];
        const about = job
          ? [
              unitsOn(job, turn) / 6,
              (job.work[1] ?? 0) / 6,
              slack(state, action) / 20,
              Number(slack(state, action) < 0),
              job.pays / 20,
              job.late / 3,
              paid(job, soonest(state, action)) / 20,
              urgency(state, action),
              paid(job, soonest(state, action)) / unitsOn(job, turn) / 5,
            ]
          : [0, 0, 0, 0, 0, 0, 0, 0, 0];
        seen.set([...about, Number(action === idle), ...common], action * WIDTH);
      }
      return seen;
    },
    describe: (state) => describe(state, settings, legal(state), soonest),
    scene: (state) => scene(state),
    greedy: (state) =>
      best(legal(state), (action) =>
        action === idle
          ? -1
          : paid(at(state.orders.jobs, action), soonest(state, action)) /
            unitsOn(at(state.orders.jobs, action), state.turn),
      ),
    scripted: (state) => best(legal(state), (action) => (action === idle ? -1 : urgency(state, action))),
    stage: ({ time, turn }) => time * (MACHINES.length + 1) + turn,
    key: ({ machines, at: places }) =>
      `${machines.map(({ job, left, lasts, failed, downUntil, rests }) => [job, left, lasts, failed, downUntil, Number(rests)].join()).join(';')};${places.join()}`,
    bound: () => floorBound(hours),
  };
}

/** One unit of time: machines work, fail, and hand on what is done where there is room for it. */
function tick(state: FloorState, buffer: number): { readonly state: FloorState; readonly reward: number } {
  const { orders } = state;
  const time = state.time + 1;
  const places = [...state.at];
  let [reward, happened] = [0, false];
  const machines = state.machines.map((machine, which) => {
    let { job, left, lasts, failed, downUntil } = machine;
    if (downUntil === time) happened = true;
    if (downUntil > state.time || job < 0) return machine;
    if (left > 0) {
      left -= 1;
      lasts -= 1;
      const failure = at(orders.failures, which)[failed];
      if (lasts === 0 && failure) {
        failed += 1;
        downUntil = time + failure.repair;
        lasts = at(orders.failures, which)[failed]?.after ?? Number.MAX_SAFE_INTEGER;
        happened = true;
      }
    }
    const to = at(MACHINES, which).stage + 1;
    if (left === 0 && (to === STAGES || places.filter((one) => one === to).length < buffer)) {
      places[job] = to;
      if (to === STAGES) reward += paid(at(orders.jobs, job), time);
      job = -1;
      happened = true;
    }
    return { ...machine, job, left, lasts, failed, downUntil };
  });
  const awake = happened ? machines.map((one) => ({ ...one, rests: false })) : machines;
  return { state: { orders, time, turn: 0, machines: awake, at: places }, reward };
}

const named = (job: number) => `job ${job + 1}`;

function describe(
  state: FloorState,
  { hours, buffer }: FloorSettings,
  legal: readonly boolean[],
  soonest: (state: FloorState, which: number) => number,
): Described {
  const { orders, time, turn, machines } = state;
  const machine = MACHINES[turn];
  if (!machine || !legal.includes(true)) return { situation: 'The day is over.', actions: [] };
  const of = (which: number, { work, due, pays, late }: Job) =>
    `${named(which)}: ${work.join(' + ')} units of work, due at ${due}, pays ${pays}, ${late} less for each unit later`;
  const situation = [
    'Finish jobs on time. Each goes over one of the lathes (B takes half as long again) and then over Paint. Machines fail now and then.',
    `Time ${time} of ${hours}. At most ${buffer} jobs may wait before Paint.`,
    ...machines.map((one, which) => `${at(MACHINES, which).title}: ${saidOf(one, time)}.`),
    ...orders.jobs.flatMap((job, which) => (state.at[which] === STAGES ? [] : [of(which, job)])),
    `${machine.title} is free.`,
  ].join('\n');
  const actions = legal.flatMap((allowed, action) => {
    if (!allowed) return [];
    const job = orders.jobs[action];
    if (!job) return [{ action, words: `${machine.title} waits` }];
    const done = soonest(state, action);
    return [
      {
        action,
        words: `${machine.title} takes ${named(action)} (done at ${done} at the soonest, pays ${paid(job, done)} then)`,
      },
    ];
  });
  return { situation, actions };
}

const saidOf = ({ job, left, downUntil }: Machine, time: number): string => {
  const on = job < 0 ? 'free' : left > 0 ? `${named(job)}, ${left} to go` : `${named(job)} has no room to go on`;
  return downUntil > time ? `being repaired, ${job < 0 ? 'empty' : on}` : on;
};

function scene({ machines, time, turn, at: places }: FloorState): FloorScene {
  return {
    scene: 'floor',
    machines: machines.map((machine, which) => ({
      title: at(MACHINES, which).title,
      stage: at(MACHINES, which).stage,
      text: saidOf(machine, time),
      tone: machine.downUntil > time ? 'open' : which === turn ? 'now' : machine.job >= 0 ? 'planned' : 'plain',
    })),
    buffers: Array.from({ length: STAGES + 1 }, (_, stage) =>
      places.flatMap((one, job) => (one === stage ? [named(job)] : [])),
    ),
  };
}
