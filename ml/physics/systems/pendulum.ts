import type { System } from '../system';

/** Standard gravity, m/s². */
export const GRAVITY = 9.80665;

/** A rigid pendulum with friction and a drive: θ″ = −(g / length) sin θ − friction · θ′ + drive. Energy is that of a unit of mass · length². */
export const pendulum: System = {
  name: 'pendulum',
  variables: [
    { name: 'angle', unit: 'rad', angle: true },
    { name: 'angular velocity', unit: 'rad/s' },
  ],
  controls: [{ name: 'drive', unit: 'rad/s²' }],
  parameters: [
    { name: 'length', unit: 'm' },
    { name: 'friction', unit: '1/s' },
  ],
  rates([angle = 0, velocity = 0], { 0: drive = 0 }, { 0: length = 1, 1: friction = 0 }, into) {
    into[0] = velocity;
    into[1] = -(GRAVITY / length) * Math.sin(angle) - friction * velocity + drive;
  },
  conservative: ({ 1: friction = 0 }, { 0: drive = 0 }) => friction === 0 && drive === 0,
  kept: { name: 'energy', unit: '1/s²' },
  keptOf: ({ 0: angle = 0, 1: velocity = 0 }, { 0: length = 1 }) =>
    velocity ** 2 / 2 + (GRAVITY / length) * (1 - Math.cos(angle)),
};
