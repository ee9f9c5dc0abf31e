import { audio, defineNode, port, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';

/** Any number of copies but none. */
const someCopies = Array.from({ length: 50 }, (_, index) => index + 1);

export const prepareSounds = defineNode({
  type: 'prepare.sounds',
  version: 1,
  phase: 'prepare',
  title: 'Prepare sounds',
  summary:
    'Takes silence off both ends, makes all sounds equally loud, and adds changed copies, so that a model learns more from few.',
  keywords: [
    'audio',
    'trim',
    'silence',
    'normalise',
    'loudness',
    'augment',
    'noise',
    'speed',
    'pitch',
    'copies',
    'join',
    'mix',
  ],
  inputs: { sounds: port(audio, { title: 'Sounds' }), more: port(audio, { title: 'More sounds', optional: true }) },
  outputs: { sounds: port(audio, { title: 'Sounds' }) },
  params: z.object({
    trim: z.number().min(0).max(90).default(35).meta({ label: 'Take off what is quieter by', unit: 'dB' }),
    level: z.boolean().default(true).meta({ label: 'Equally loud' }),
    copies: z.number().int().min(0).max(50).default(0).meta({ label: 'Changed copies', unit: 'of each' }),
    speed: z
      .number()
      .min(0)
      .max(0.5)
      .default(0.1)
      .meta({
        label: 'Faster or slower by up to',
        control: 'slider',
        step: 0.01,
        when: { param: 'copies', is: someCopies },
      }),
    shift: z
      .number()
      .min(0)
      .max(2)
      .default(0.08)
      .meta({ label: 'Silence at an end, up to', unit: 'seconds', when: { param: 'copies', is: someCopies } }),
    noise: z
      .number()
      .min(0)
      .max(100)
      .default(35)
      .meta({ label: 'Noise, quieter by at least', unit: 'dB', when: { param: 'copies', is: someCopies } }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ trim, level, copies }) =>
    [trim > 0 && 'trimmed', level && 'equally loud', copies > 0 && `${copies} cop${copies === 1 ? 'y' : 'ies'}`]
      .filter(Boolean)
      .join(' · ') || 'as they are',
  extend: ({ sounds, more }) => ({
    sounds: {
      ...(sounds?.classes && { classes: sounds.classes }),
      ...((!more || more.captioned) && captionsLike(sounds)),
    },
  }),
  run: () => import('./run'),
});
