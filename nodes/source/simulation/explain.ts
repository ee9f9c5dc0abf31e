import type { Explanation } from '@/graph';
import type { sourceSimulation } from './node';

export const explain: Explanation<typeof sourceSimulation> = {
  more: 'The law of the system is known and followed in small steps: by leapfrog, which keeps the energy, where nothing rubs, and by Runge–Kutta otherwise. Each run begins somewhere else, drawn from the seed. What sensors see of the same runs comes out beside it: with noise, and with a fault where you want one.',
  formula:
    'pendulum: θ″ = −(g/length) sin θ − friction · θ′ + drive; springs: x″ᵢ = stiffness (xᵢ₋₁ − 2xᵢ + xᵢ₊₁) − friction · x′ᵢ; heat: ∂T/∂t = diffusivity ∂²T/∂x²; orbits: Newton’s law, G = 1',
  lookAt:
    'The picture as it plays, and the phase plot: an undamped pendulum goes round a closed curve, friction makes a spiral of it.',
  source: 'Kutta 1901; Yoshida 1990 (symplectic integrators); Chenciner & Montgomery 2000 (three bodies)',
  params: {
    steps: 'Of each run. A surrogate learns from short runs, and is tried on long ones.',
    timeStep: 'From one recorded state to the next; the integrator takes twenty smaller steps in each.',
    friction: '0: it goes on for ever.',
    drive: 'How strongly it is pushed by waves drawn for each run, so that it does not come to rest. 0: not at all.',
    reach: 'How far and fast runs begin. A pendulum at 1 swings out up to 115°.',
    frictionSpread:
      'The friction of each run is drawn, up to this share below and above. A surrogate that saw it differ can be asked what would happen if it did.',
    spread: 'The same for length, stiffness, masses or diffusivity.',
    noise: 'How wide it is, in the unit of each variable.',
    fault: 'Something goes wrong on the way: in the system itself, or with the sensor of its first variable.',
    faultSize: 'So much more friction, 1/s; or the sensor’s bias, in its own unit.',
  },
  outputs: { trajectories: 'What really happens.', measured: 'The same with the noise and the faults of sensors.' },
};
