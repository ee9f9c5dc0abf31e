import type { Explanation } from '@/graph';
import type { trigger } from './node';

export const explain: Explanation<typeof trigger> = {
  more: 'Each firing is another value, so everything behind a trigger is computed anew and nothing else. A schedule runs only in the browser in which somebody turned it on, while the page is open there; a graph that comes from somebody else never starts by itself. While a run is under way a firing is left out, and counted.',
  lookAt: 'When it fired last and when it will next, here and at the edge of the canvas.',
  params: {
    at: 'Times of the day where the page is open, with commas between them.',
    payload: 'A text, or JSON, that comes along with each firing.',
  },
  outputs: {
    firing: 'When it fired, how often so far, and the payload.',
    time: 'When it fired, as ISO 8601; empty before the first time.',
  },
};
