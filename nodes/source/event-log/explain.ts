import type { Explanation } from '@/graph';
import type { sourceEventLog } from './node';

export const explain: Explanation<typeof sourceEventLog> = {
  more: 'Each row of a log says that something was done at a time in a case, such as an order or a patient’s visit. Put in order, the rows of a case are its way through. Counting how often one activity directly follows another gives a map of how work goes, with its loops and detours, whatever the handbook says.',
  formula:
    'count(a → b) = times that b is the next event after a in a case;  beside it the median time between the two',
  lookAt: 'Thick arrows that lead back up: work that is done again. And long times on arrows that many cases take.',
  source: 'van der Aalst 2016, Process Mining, chapter 5 (directly-follows graphs)',
  params: {
    origin: 'Built in: orders of a made-up shop, with goods that are missing and parcels that come back.',
    file: 'A row for each event. Columns are found by their names: case, activity, time or timestamp, as logs have them.',
    least: 'The share of all steps that one has to have to be drawn. The ways through count everything.',
  },
  outputs: { ways: 'Each different order of activities with the number of its cases, the commonest first.' },
};
