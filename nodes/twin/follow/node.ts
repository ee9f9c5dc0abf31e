import { defineNode, metrics, port, surrogate, trajectories, z } from '@/graph';

export const twinFollow = defineNode({
  type: 'twin.follow',
  version: 1,
  phase: 'act',
  title: 'Digital twin',
  summary:
    'Keeps in step with a stream of measurements, says what the true state is behind the noise, and raises an alarm where the system is no longer what it was.',
  keywords: [
    'Kalman filter',
    'unscented',
    'state estimation',
    'anomaly detection',
    'fault',
    'monitoring',
    'sensor',
    'innovation',
    'predictive maintenance',
  ],
  inputs: {
    measured: port(trajectories, { title: 'Measured' }),
    clean: port(trajectories, { title: 'Measured, all well' }),
    surrogate: port(surrogate, { title: 'Surrogate', optional: true }),
  },
  outputs: { trajectories: port(trajectories, { title: 'Measured and twin' }), metrics },
  params: z.object({
    sensors: z
      .enum(['all', 'places'])
      .default('all')
      .meta({ choices: { all: 'Measure every variable', places: 'Measure places, not velocities' } }),
    modelError: z
      .number()
      .min(1e-9)
      .max(1)
      .default(0.002)
      .meta({ label: 'Error of the model', scale: 'log', advanced: true }),
    window: z.number().int().min(1).max(1_000).default(20).meta({ unit: 'steps' }),
    deviations: z.number().min(1).max(20).default(6).meta({ label: 'Alarm beyond', unit: 'deviations' }),
  }),
  computes: true,
  explain: () => import('./explain'),
  subtitle: ({ window, deviations }) => `${window} steps · alarm beyond ${deviations} σ`,
  run: () => import('./run'),
});
