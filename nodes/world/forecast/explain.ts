import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../../train/common/helps';
import type { worldForecast } from './node';

const { samples: _none, average: _steady, ...helps } = exampleTrainingHelps;

export const explain: Explanation<typeof worldForecast> = {
  more: 'A network is told the weekday, whether it rains, the time of day and the place, and says how many orders are to be expected. It learns from what was ordered on past days of the same town. Whoever acts in the world behind this node is told the forecast beside what waits already.',
  formula: 'loss = mean (μ − y log μ), μ = exp(network)',
  lookAt:
    'The deviance on days put aside, between that of a mean for each place, which ignores day and hour, and that of the truth, which chance alone keeps from 0.',
  source: 'Poisson regression: Nelder & Wedderburn 1972',
  params: {
    ...helps,
    days: 'So many days are learned from. Few days are learned by heart.',
    width: 'Numbers in each hidden layer.',
    evaluateEvery: 'How often the loss is measured and the work is kept.',
  },
  outputs: { world: 'The same deliveries, with what is to be expected.' },
};
