import type { Random } from '../../random';
import { at } from '../world';

/** A small shop floor: two machines that do the same, and behind them one that all jobs need. Time is in units of a quarter of an hour. */
export interface FloorSettings {
  readonly jobs: number;
  readonly hours: number;
  /** Units of work between two failures of a machine, on average. */
  readonly failsAfter: number;
  /** Jobs that may wait between the stages. */
  readonly buffer: number;
}

export const MACHINES = [
  { title: 'Lathe A', stage: 0, slower: 1 },
  { title: 'Lathe B', stage: 0, slower: 1.5 },
  { title: 'Paint', stage: 1, slower: 1 },
] as const;
export const STAGES = 2;

export interface Job {
  /** Units of each stage on the fast machine. */
  readonly work: readonly number[];
  /** Until when it should be done, what it pays then, and what each unit later costs; nothing is paid less than 0. */
  readonly due: number;
  readonly pays: number;
  readonly late: number;
}

export interface Orders {
  readonly jobs: readonly Job[];
  /** Of each machine: after how much further work it fails, and how long the repair takes, failure after failure. */
  readonly failures: readonly (readonly { readonly after: number; readonly repair: number }[])[];
}

/** What a job brings that is done at a time. */
export const paid = ({ pays, due, late }: Job, time: number): number =>
  Math.max(0, pays - late * Math.max(0, time - due));

export const unitsOn = (job: Job, machine: number): number => {
  const { stage, slower } = at(MACHINES, machine);
  return Math.ceil(at(job.work, stage) * slower);
};

/** Draws jobs, and when machines will fail: what nobody knows beforehand. */
export function drawOrders({ jobs: count, hours, failsAfter }: FloorSettings, random: Random): Orders {
  const jobs = Array.from({ length: count }, (): Job => {
    const work = [2 + random.int(5), 2 + random.int(4)];
    const least = work.reduce((sum, one) => sum + one, 0);
    return {
      work,
      due: least + random.int(Math.max(1, Math.round(0.8 * count * 3.5 - least / 2))),
      pays: 6 + 2 * random.int(8),
      late: 1 + random.int(3),
    };
  });
  const failures = MACHINES.map(() => {
    const list: { after: number; repair: number }[] = [];
    for (let worked = 0; worked < hours; ) {
      const after = 1 + Math.floor(-Math.log(1 - random.next()) * failsAfter);
      list.push({ after, repair: 2 + random.int(5) });
      worked += after;
    }
    return list;
  });
  return { jobs, failures };
}
