import type { Explanation } from '@/graph';
import type { worldDeliveries } from './node';

export const explain: Explanation<typeof worldDeliveries> = {
  more: 'The town has places and roads that cross nowhere; the van loads at the depot, and drives by the shortest way. Orders come in as the day goes, some well ahead and some at once, and are cancelled if nobody comes in time. Each served order pays 10, each unit of driving costs 1. The return is what a day earns.',
  lookAt:
    'In “Play episodes”, how far a policy stays behind the best possible: that one knows all orders of the day beforehand, which nobody can.',
  source: 'Dynamic vehicle routing with time windows: Pillac et al. 2013; shortest ways by Floyd 1962',
  params: {
    town: 'Each number is another town, with other roads and other habits. Days of one town differ by seed.',
    orders: 'On an average day; what is ordered where depends on weekday, rain and hour.',
    hours: 'A unit is about ten minutes.',
  },
  outputs: { world: 'The town, not one day: each seed draws another one.' },
};
