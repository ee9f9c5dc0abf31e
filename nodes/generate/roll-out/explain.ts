import type { Explanation } from '@/graph';
import type { generateRollOut } from './node';

export const explain: Explanation<typeof generateRollOut> = {
  more: 'The surrogate is given the first state of each run and what was set from outside, and nothing else: each next state is foretold from the one that it foretold before. Small errors add up, so a long roll-out says more about a surrogate than its loss.',
  formula: 'x̂₀ = x₀; x̂ₖ₊₁ = surrogate(x̂ₖ, uₖ, p)',
  lookAt: 'Play it: both pictures on top of each other, and when they come apart.',
  params: {
    steps: 'As far as the runs go, at most.',
    most: 'Of many runs the first ones are taken.',
  },
  outputs: { trajectories: 'The runs as they were, and the same as foretold.' },
};
