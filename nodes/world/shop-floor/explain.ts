import type { Explanation } from '@/graph';
import type { worldShopFloor } from './node';

export const explain: Explanation<typeof worldShopFloor> = {
  more: 'Two lathes do the same work, one of them slower; behind them one paint shop takes every job. Whenever a machine is free, the next job for it is chosen, or it waits until something happens. Machines fail while they work and are repaired for a while; the job stays on them. A job pays less the later it is done after its due date. The return is what all jobs pay.',
  lookAt:
    'What a policy does after a failure: jobs that are late already may be worth less than those that can still be on time.',
  source: 'Dispatching by apparent tardiness cost, which the scripted policy follows: Vepsalainen & Morton 1987',
  params: {
    failsAfter: 'On average, of each machine. Many units: hardly ever.',
    buffer: 'So many jobs may wait before the paint shop; a lathe whose job finds no room is blocked.',
  },
  outputs: { world: 'The floor, not one day: each seed draws other jobs and other failures.' },
};
