import { data, defineNode, text, timesOfDay, z } from '@/graph';

const when = (...is: string[]) => ({ param: 'mode', is }) as const;

export const trigger = defineNode({
  type: 'flow.trigger',
  version: 1,
  phase: 'act',
  title: 'Trigger',
  summary: 'Fires by hand, every few minutes or at times of the day, and runs what stands behind it anew.',
  keywords: ['schedule', 'cron', 'timer', 'interval', 'daily', 'event', 'webhook', 'start', 'repeat'],
  inputs: {},
  outputs: { firing: data, time: text },
  params: z.object({
    mode: z
      .enum(['hand', 'every', 'daily'])
      .default('hand')
      .meta({
        label: 'Fires',
        control: 'segmented',
        choices: { hand: 'By hand', every: 'Every', daily: 'Daily at' },
      }),
    minutes: z
      .number()
      .int()
      .min(1)
      .max(10_080)
      .default(10)
      .meta({ label: 'Every', unit: 'minutes', scale: 'log', when: when('every') }),
    at: z
      .string()
      .max(200)
      .default('09:00')
      .refine((said) => timesOfDay(said) !== null, { error: 'Times of a day, such as 09:00, 17:30; at most 24.' })
      .meta({ label: 'At', placeholder: '09:00, 17:30', when: when('daily') }),
    payload: z.string().max(20_000).default('').meta({ control: 'words', placeholder: 'What it gives along' }),
    firedAt: z
      .string()
      .max(40)
      .regex(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)?$/, 'A moment as ISO 8601 says it.')
      .default('')
      .meta({ label: 'Firing', control: 'trigger' }),
    count: z.number().int().min(0).max(1e9).default(0).meta({ when: when() }),
  }),
  subtitle: ({ mode, minutes, at, count }) =>
    `${mode === 'hand' ? 'by hand' : mode === 'every' ? `every ${minutes} min` : `daily at ${at}`}${count > 0 ? ` · fired ${count} ${count === 1 ? 'time' : 'times'}` : ''}`,
  explain: () => import('./explain'),
  run: () => import('./run'),
});
