import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainFlow } from './node';

export const explain: Explanation<typeof trainFlow> = {
  more: 'The network bends the space until the examples, wherever they were, lie like a cloud of random points. How much it stretched the space at each place tells how dense the examples are there, exactly. That number, the likelihood, is what training raises.',
  formula: 'log p(x) = log N(f(x); 0, 1) + log |det ∂f/∂x|      loss = −E log p(x)',
  lookAt:
    'The loss on validation: it is the true one, and can be compared with that of any other model of densities. Of points it is told in nats per example, and may be below 0. Of images it is told in bits per dimension: how many bits each number of an image would take to store, of the 8 that it has. For that every pixel is first given a chance place within its shade (dequantisation).',
  source: 'Rezende & Mohamed 2015; Theis et al. 2016; Dinh et al. 2017; Papamakarios et al. 2021',
  params: {
    ...exampleTrainingHelps,
  },
  inputs: {
    network: '“Coupling layers”, or “Glow” for images, that stand on an “Example input”.',
  },
};
