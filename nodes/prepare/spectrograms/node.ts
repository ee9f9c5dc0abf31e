import { audio, defineNode, examples, port, spectrogramCodec, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';

export const prepareSpectrograms = defineNode({
  type: 'prepare.spectrograms',
  version: 1,
  phase: 'prepare',
  title: 'Sounds into spectrograms',
  summary:
    'Draws each sound as a picture: time across, pitch upwards, loudness as brightness. Everything that learns from images then learns from sounds.',
  keywords: ['audio', 'stft', 'fourier', 'mel', 'log-mel', 'mfcc', 'features', 'spectrum', 'speech', 'encode'],
  inputs: { sounds: port(audio, { title: 'Sounds' }) },
  outputs: {
    examples: port(examples, { title: 'Spectrograms' }),
    codec: port(spectrogramCodec, { title: 'Way back' }),
  },
  params: z.object({
    rows: z
      .enum(['log-mel', 'mfcc'])
      .default('log-mel')
      .meta({
        label: 'Rows are',
        choices: { 'log-mel': 'bands of pitch (log-mel)', mfcc: 'cepstral coefficients (MFCC)' },
      }),
    mels: z.number().int().min(8).max(256).default(40).meta({ label: 'Bands', unit: 'bands' }),
    coefficients: z
      .number()
      .int()
      .min(2)
      .max(128)
      .default(20)
      .meta({ label: 'Coefficients', when: { param: 'rows', is: ['mfcc'] } }),
    frames: z.number().int().min(4).max(1_024).default(40).meta({ label: 'Columns', unit: 'moments' }),
    hop: z.number().min(1).max(200).default(16).meta({ label: 'From column to column', unit: 'ms' }),
    window: z.number().min(4).max(500).default(64).meta({ label: 'Window', unit: 'ms' }),
    range: z.number().min(20).max(120).default(60).meta({ label: 'From black to white', unit: 'dB', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ frames, hop, ...params }) => `${rowsIn(params)} × ${frames} · ${((frames * hop) / 1_000).toFixed(2)} s`,
  extend: ({ sounds }, params) => ({
    examples: {
      exampleShape: [rowsIn(params), params.frames, 1],
      ...(sounds?.classes && { classes: sounds.classes }),
      ...captionsLike(sounds),
    },
  }),
  run: () => import('./run'),
});

/** Rows of a picture: no more coefficients than bands. */
export const rowsIn = ({
  rows,
  mels,
  coefficients,
}: {
  readonly rows: string;
  readonly mels: number;
  readonly coefficients: number;
}): number => (rows === 'mfcc' ? Math.min(mels, coefficients) : mels);
