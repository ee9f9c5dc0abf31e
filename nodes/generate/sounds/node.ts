import { audio, defineNode, examples, port, spectrogramCodec, vocoder, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';

export const generateSounds = defineNode({
  type: 'generate.sounds',
  version: 1,
  phase: 'generate',
  title: 'Spectrograms into sounds',
  summary: 'Makes pictures of spectra audible, also such as a model made: it finds a sound that would look so.',
  keywords: ['audio', 'griffin-lim', 'vocoder', 'inverse', 'decode', 'speech', 'synthesis', 'phase', 'listen'],
  inputs: {
    examples: port(examples, { title: 'Spectrograms' }),
    codec: port(spectrogramCodec, { title: 'Way back' }),
    vocoder: port(vocoder, { title: 'Vocoder', optional: true }),
  },
  outputs: { sounds: port(audio, { title: 'Sounds' }) },
  params: z.object({
    rounds: z.number().int().min(0).max(1_000).default(60).meta({ label: 'Rounds', scale: 'log' }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ rounds }) => `Griffin–Lim, ${rounds} rounds, or a vocoder`,
  extend: ({ examples: given }) => ({
    sounds: { ...(given?.classes && { classes: given.classes }), ...captionsLike(given) },
  }),
  run: () => import('./run'),
});
