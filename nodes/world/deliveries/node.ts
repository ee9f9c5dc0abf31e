import { defineNode, port, world, z } from '@/graph';

export const worldDeliveries = defineNode({
  type: 'world.deliveries',
  version: 1,
  phase: 'act',
  title: 'Deliveries',
  summary: 'A van in a small town, and orders that come in over the day: where to drive, when to load, when to wait.',
  keywords: ['environment', 'routing', 'vehicle', 'logistics', 'road', 'graph', 'van', 'gymnasium', 'world'],
  inputs: {},
  outputs: { world: port(world, { title: 'World' }) },
  params: z.object({
    town: z.number().int().min(1).max(9_999).default(1).meta({ label: 'Town number' }),
    places: z.number().int().min(4).max(12).default(9).meta({ unit: 'places' }),
    orders: z.number().min(1).max(24).default(14).meta({ label: 'Orders a day', unit: 'orders' }),
    capacity: z.number().int().min(1).max(8).default(5).meta({ label: 'The van carries', unit: 'orders' }),
    hours: z
      .number()
      .int()
      .min(12)
      .max(96)
      .default(48)
      .meta({ label: 'Length of a day', unit: 'units', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ town, places, orders }) => `town ${town} · ${places} places · ${orders} orders`,
  run: () => import('./run'),
});
