import { at } from '../world';
import { type Job, MACHINES, paid, STAGES } from './orders';
import type { FloorState } from './world';

/**
 * The most that the jobs which are not done can still bring. The last machine takes one job after another, so the k-th of them is done no earlier than the
 * k shortest one after another; who is the k-th is chosen as pays best, each job done no earlier than if it were alone (an assignment, by dynamic
 * programming over sets of jobs).
 */
export function floorBound(hours: number): (state: FloorState) => number {
  return ({ orders, time, at: places, machines }) => {
    const last = MACHINES.length - 1;
    const paint = at(machines, last);
    const mends = Math.max(0, paint.downUntil - time);
    let sum = 0;
    if (paint.job >= 0) sum += worth(at(orders.jobs, paint.job), time + mends + paint.left, hours);
    let done = time + mends + (paint.job >= 0 ? paint.left : 0);
    const open = orders.jobs.flatMap((job, which) => {
      if (places[which] === STAGES || paint.job === which) return [];
      const on = machines.findIndex((one) => one.job === which);
      const machine = machines[on];
      const before = machine
        ? machine.left + Math.max(0, machine.downUntil - time)
        : places[which] === 0
          ? at(job.work, 0)
          : 0;
      const own = at(job.work, STAGES - 1);
      return [{ job, own, alone: Math.max(time + before, done) + own }];
    });
    // Where it is free, it begins with what comes first.
    if (open.length > 0) done = Math.max(done, Math.min(...open.map(({ alone, own }) => alone - own)));
    const ends = open
      .map(({ own }) => own)
      .sort((a, b) => a - b)
      .map((own) => {
        done += own;
        return done;
      });
    const most = new Float64Array(1 << open.length).fill(Number.NEGATIVE_INFINITY);
    most[0] = 0;
    for (let set = 0; set < most.length - 1; set++) {
      const end = at(ends, bits(set));
      for (const [which, { job, alone }] of open.entries()) {
        if (set & (1 << which)) continue;
        const with_ = set | (1 << which);
        most[with_] = Math.max(most[with_] ?? 0, (most[set] ?? 0) + worth(job, Math.max(alone, end), hours));
      }
    }
    return sum + (most.at(-1) ?? 0);
  };
}

const worth = (job: Job, time: number, hours: number): number => (time > hours ? 0 : paid(job, time));

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
