import { defineNode, port, trajectories, z } from '@/graph';

const SYSTEMS = {
  pendulum: 'Pendulum',
  springs: 'Masses on springs',
  orbits: 'Bodies in orbit',
  heat: 'Heat along a rod',
} as const;

const FAULTS = {
  none: 'None',
  friction: 'Friction jumps up',
  bias: 'The first sensor is off',
  stuck: 'The first sensor sticks',
} as const;

const faulty = ['friction', 'bias', 'stuck'];
const swings = ['pendulum', 'springs'];

export const sourceSimulation = defineNode({
  type: 'source.simulation',
  version: 1,
  phase: 'prepare',
  title: 'Simulation',
  summary:
    'Runs of a pendulum, springs, orbits or heat along a rod, computed from their laws, and what sensors see of them.',
  keywords: [
    'physics',
    'dynamics',
    'pendulum',
    'oscillator',
    'planets',
    'diffusion',
    'ODE',
    'trajectory',
    'sensor',
    'fault',
    'time series',
  ],
  inputs: {},
  outputs: {
    trajectories: port(trajectories, { title: 'True runs' }),
    measured: port(trajectories, { title: 'Measured' }),
  },
  params: z.object({
    system: z.enum(['pendulum', 'springs', 'orbits', 'heat']).default('pendulum').meta({ choices: SYSTEMS }),
    runs: z.number().int().min(1).max(2_000).default(40).meta({ unit: 'runs', scale: 'log' }),
    steps: z.number().int().min(2).max(20_000).default(120).meta({ label: 'Length', unit: 'steps', scale: 'log' }),
    timeStep: z.number().min(0.001).max(1).default(0.05).meta({ label: 'Time step', unit: 's', scale: 'log' }),
    masses: z
      .number()
      .int()
      .min(2)
      .max(8)
      .default(3)
      .meta({ when: { param: 'system', is: ['springs'] } }),
    bodies: z
      .number()
      .int()
      .min(2)
      .max(3)
      .default(2)
      .meta({ when: { param: 'system', is: ['orbits'] } }),
    places: z
      .number()
      .int()
      .min(4)
      .max(64)
      .default(20)
      .meta({ label: 'Places', when: { param: 'system', is: ['heat'] } }),
    length: z
      .number()
      .min(0.05)
      .max(50)
      .default(1)
      .meta({ unit: 'm', when: { param: 'system', is: ['pendulum'] } }),
    stiffness: z
      .number()
      .min(0.01)
      .max(100)
      .default(2)
      .meta({ unit: '1/s²', when: { param: 'system', is: ['springs'] } }),
    friction: z
      .number()
      .min(0)
      .max(5)
      .default(0.1)
      .meta({ unit: '1/s', when: { param: 'system', is: swings } }),
    diffusivity: z
      .number()
      .min(1e-5)
      .max(0.1)
      .default(0.02)
      .meta({ unit: 'm²/s', scale: 'log', when: { param: 'system', is: ['heat'] } }),
    drive: z
      .number()
      .min(0)
      .max(20)
      .default(0)
      .meta({ when: { param: 'system', is: swings } }),
    reach: z.number().min(0.05).max(2).default(1).meta({ label: 'How far from rest', unit: '× usual', advanced: true }),
    frictionSpread: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({ label: 'Friction differs by', when: { param: 'system', is: swings }, advanced: true }),
    spread: z.number().min(0).max(0.95).default(0).meta({ label: 'The rest differs by', advanced: true }),
    noise: z.number().min(0).max(1).default(0.02).meta({ label: 'Noise of sensors', advanced: true }),
    fault: z.enum(['none', 'friction', 'bias', 'stuck']).default('none').meta({ choices: FAULTS }),
    faultStep: z
      .number()
      .int()
      .min(1)
      .max(20_000)
      .default(60)
      .meta({ label: 'Fault at', unit: 'step', when: { param: 'fault', is: faulty } }),
    faultSize: z
      .number()
      .min(0.01)
      .max(10)
      .default(0.8)
      .meta({ label: 'Size of the fault', when: { param: 'fault', is: ['friction', 'bias'] } }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ system, runs, steps }) =>
    `${SYSTEMS[system]} · ${runs.toLocaleString('en')} × ${steps.toLocaleString('en')}`,
  advise: (_inputs, { system, fault, faultStep, steps }) => [
    ...(fault === 'friction' && !swings.includes(system)
      ? [
          {
            code: 'simulation.no-friction',
            title: `${SYSTEMS[system]} have no friction that could jump.`,
            fix: 'Choose another fault, or a pendulum or springs.',
          },
        ]
      : []),
    ...(fault !== 'none' && faultStep >= steps
      ? [
          {
            code: 'simulation.late-fault',
            title: 'The fault comes after the end.',
            fix: `Set “Fault at” below ${steps.toLocaleString('en')}, or make runs longer.`,
          },
        ]
      : []),
  ],
  run: () => import('./run'),
});
