import { audio, defineNode, fileRef, z } from '@/graph';

/** What the file dialog offers for sounds. */
const ACCEPTED_SOUNDS = '.zip,.wav,.mp3,.ogg,.flac';

const params = z.object({
  origin: z
    .enum(['digits', 'tones', 'chords', 'described', 'files'])
    .default('digits')
    .meta({
      label: 'From',
      choices: {
        digits: 'Spoken digits (built in)',
        tones: 'Tones (built in)',
        chords: 'Chords (built in)',
        described: 'Tones told in words (built in)',
        files: 'Sound files, or your microphone',
      },
    }),
  file: fileRef
    .nullable()
    .default(null)
    .meta({ label: 'File', control: 'file', accept: ACCEPTED_SOUNDS, when: { param: 'origin', is: ['files'] } }),
  count: z.number().int().min(1).max(20_000).default(300).meta({ label: 'Sounds', unit: 'sounds', scale: 'log' }),
  sampleRate: z.number().int().min(4_000).max(48_000).default(8_000).meta({ label: 'Sample rate', unit: 'Hz' }),
  seconds: z
    .number()
    .min(0.1)
    .max(600)
    .default(5)
    .meta({ label: 'Longest', unit: 'seconds', when: { param: 'origin', is: ['files'] } }),
  labelled: z
    .enum(['auto', 'folder', 'name', 'none'])
    .default('auto')
    .meta({
      label: 'Classes',
      choices: {
        auto: 'folders, or else names',
        folder: 'the folders that they lie in',
        name: 'what is before the first “_” of a name',
        none: 'none',
      },
      when: { param: 'origin', is: ['files'] },
    }),
});
type Params = z.infer<typeof params>;

export const sourceSounds = defineNode({
  type: 'source.sounds',
  version: 1,
  phase: 'prepare',
  title: 'Sounds',
  summary:
    'Short sounds to learn from: built-in spoken digits, tones and chords, your own files, or what you say into the microphone.',
  keywords: [
    'audio',
    'speech',
    'voice',
    'wav',
    'mp3',
    'ogg',
    'flac',
    'microphone',
    'record',
    'spoken',
    'digits',
    'tone',
    'chord',
    'music',
    'captions',
    'instruments',
    'text to audio',
  ],
  inputs: {},
  outputs: { sounds: audio },
  params,
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ origin, file, count, sampleRate }) =>
    `${{ digits: 'spoken digits', tones: 'tones', chords: 'chords', described: 'tones told in words', files: file?.name ?? 'no file yet' }[origin]} · ${origin === 'files' ? '' : `${count.toLocaleString('en')} · `}${sampleRate.toLocaleString('en')} Hz`,
  extend: (_inputs, { origin }) => {
    const classes = BUILT_IN[origin];
    return {
      sounds: { ...(classes.length > 0 && { classes }), ...(origin === 'described' && { captioned: true }) },
    };
  },
  advise: (_inputs, params) => {
    const missing = missingSound(params);
    if (missing) return [{ code: 'source.no-file', title: missing, fix: 'Choose it in the inspector, or record it.' }];
    return [];
  },
  run: () => import('./run'),
});

/** What is known of classes before files are read; a test holds it to what is made. */
const BUILT_IN: Readonly<Record<Params['origin'], readonly string[]>> = {
  digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  tones: ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'],
  chords: ['major', 'minor', 'diminished', 'augmented', 'suspended fourth'],
  described: ['bass', 'baritone', 'tenor', 'alto', 'soprano'].flatMap((register) =>
    ['flute', 'clarinet', 'organ', 'trumpet'].flatMap((instrument) =>
      ['dies away', 'is held', 'swells'].map((course) => `${register} ${instrument} that ${course}`),
    ),
  ),
  files: [],
};

/** A sentence about the file that is missing, if one is. */
export const missingSound = ({ origin, file }: Pick<Params, 'origin' | 'file'>): string | null =>
  origin === 'files' && !file ? 'No sounds have been chosen yet.' : null;
