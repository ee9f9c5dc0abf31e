import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The network bends the space until the examples, wherever they were, lie like a cloud of random points. How much it stretched the space at each place tells how dense the examples are there, exactly. That number, the likelihood, is what training raises.',
  formula: 'log p(x) = log N(f(x); 0, 1) + log |det ∂f/∂x|      loss = −E log p(x)',
  lookAt:
    'The loss on validation: it is the true one, in nats per example as they were given, and can be compared with that of any other model of densities. It may be below 0.',
  source: 'Rezende & Mohamed 2015; Dinh et al. 2017; Papamakarios et al. 2021',
};
