import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainSurrogate } from './node';

const { samples: _none, ...helps } = exampleTrainingHelps;

export const explain: Explanation<typeof trainSurrogate> = {
  more: 'The network sees a state, what is set from outside and how the system is built, and says how the state will have changed. It is not told the law. In training it foretells several steps in a row, each from what it foretold before, so that it learns not to let its small errors grow. A neural ODE gives the rate of change instead, and is followed as a simulator follows a law.',
  formula:
    'next state: x̂ₖ₊₁ = x̂ₖ + f(x̂ₖ, u, p); neural ODE: x̂ₖ₊₁ = RK4(f, x̂ₖ, u, p); loss = meanₖ ‖(x̂ₖ − xₖ) / (k · change)‖²; graph network: hᵢ ← hᵢ + ψ(hᵢ, Σⱼ φ(hᵢ, hⱼ, xⱼ − xᵢ))',
  lookAt: 'The loss, here and in “Roll out”: a small error in each step can still carry a long roll-out far away.',
  source:
    'Chen et al. 2018 (neural ODE); Battaglia et al. 2016 (interaction networks); Sanchez-Gonzalez et al. 2020 (learned simulators)',
  params: {
    ...helps,
    method: 'Both see the same. A neural ODE asks its network four times a step, and is usually truer over long times.',
    network:
      'An MLP sees all numbers at once. A graph network sees bodies: each tells those that it is joined to how far away and how fast it is, and sums what it is told. All bodies share one network, so it goes on with more bodies than it learned from. It is for masses on springs and for orbits. A batch of 64, a width of 32 and 600 steps are enough for three masses.',
    rounds: 'How often messages are passed on in each step: in a row a body hears of those that are so far away.',
    ahead:
      'How many steps are foretold in a row while it learns. More makes it steadier, and each step of training slower.',
    width: 'Numbers in each hidden layer.',
    batchSize: 'Stretches of runs that one step learns from.',
    evaluateEvery: 'How often the loss is measured and the work is kept.',
    average:
      'The surrogate has a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
  },
};
