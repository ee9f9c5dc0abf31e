import type { Explanation } from '@/graph';
import type { prepareTimeSeries } from './node';

export const explain: Explanation<typeof prepareTimeSeries> = {
  more: 'A surrogate and a digital twin take runs: states that follow each other at even steps of time. A table has them as rows. Columns of numbers become variables; some of them may be what was set from outside, such as a motor’s current, or what was the same all through a run, such as a length. A missing number is drawn as a line between its neighbours.',
  lookAt: 'The variables over time: a jump is often a row that is missing.',
  params: {
    time: 'The heading of the column that tells the time, in seconds. Where the table has no such column, rows are even steps.',
    run: 'The heading of the column that tells runs apart. Where the table has no such column, all is one run.',
    controls: 'Their headings, one on each line: what was set from outside and not foretold.',
    parameters: 'Their headings, one on each line: what was the same all through a run. Their first value counts.',
    timeStep: 'Used where there is no column of time.',
  },
};
