import { defineNode, fileRef, video, z } from '@/graph';
import { keptClasses } from '../images/node';

/** What the file dialog offers. */
const ACCEPTED = '.zip,.gif,.mp4,.m4v,.mov,.webm';

/** The motions and the colours that are built in; a test holds them to what is drawn. */
export const BUILT_IN_MOTIONS: readonly string[] = [
  'moves right',
  'moves left',
  'moves up',
  'moves down',
  'moves left and right',
  'moves up and down',
  'turns',
  'grows',
  'shrinks',
];
export const BUILT_IN_COLOURS: readonly string[] = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'];

const params = z.object({
  origin: z
    .enum(['shapes', 'files'])
    .default('shapes')
    .meta({
      label: 'From',
      choices: { shapes: 'Moving shapes (built in)', files: 'GIF, MP4 or WebM files' },
    }),
  file: fileRef
    .nullable()
    .default(null)
    .meta({ label: 'File', control: 'file', accept: ACCEPTED, when: { param: 'origin', is: ['files'] } }),
  count: z.number().int().min(1).max(20_000).default(1_500).meta({ label: 'Clips', unit: 'clips', scale: 'log' }),
  frames: z.number().int().min(2).max(240).default(8).meta({ label: 'Frames', unit: 'in each' }),
  size: z.number().int().min(8).max(256).default(16).meta({ label: 'Size', unit: 'pixels' }),
  fps: z.number().min(1).max(60).nullable().default(null).meta({ label: 'Frames a second' }),
  labelled: z
    .enum(['motion', 'colour-motion'])
    .default('motion')
    .meta({
      label: 'Classes',
      choices: { motion: 'motions: “turns”', 'colour-motion': 'colours and motions: “red turns”' },
      when: { param: 'origin', is: ['shapes'] },
    }),
  keep: z
    .string()
    .max(4_000)
    .default('')
    .meta({
      label: 'Classes to keep',
      placeholder: 'all, or for instance turns, grows',
      when: { param: 'origin', is: ['shapes'] },
    }),
  fit: z
    .enum(['crop', 'stretch'])
    .default('crop')
    .meta({
      label: 'Frames that are no squares',
      choices: { crop: 'give their middle', stretch: 'are stretched' },
      when: { param: 'origin', is: ['files'] },
      advanced: true,
    }),
});
type Params = z.infer<typeof params>;

export const sourceVideos = defineNode({
  type: 'source.videos',
  version: 1,
  phase: 'prepare',
  title: 'Videos',
  summary: 'Short clips that a model can learn to make: built-in shapes that move, with captions, or your own files.',
  keywords: ['video', 'clip', 'film', 'movie', 'animation', 'gif', 'mp4', 'webm', 'motion', 'frames', 'upload'],
  inputs: {},
  outputs: { video },
  params,
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ origin, file, count, frames, size }) =>
    `${origin === 'files' ? (file?.name ?? 'no file yet') : `${count.toLocaleString('en')} moving shapes`} · ${frames} × ${size} × ${size}`,
  extend: (_inputs, { origin, labelled, keep, frames, size }) => ({
    video: {
      exampleShape: [frames, size, size, 3],
      ...(origin === 'shapes' && { classes: keptClasses(builtInOf(labelled), keep), captioned: true }),
    },
  }),
  advise: (_inputs, given) => {
    const missing = missingFile(given);
    return missing ? [{ code: 'source.no-file', title: missing, fix: 'Choose it in the inspector.' }] : [];
  },
  run: () => import('./run'),
});

/** The classes of built-in clips. */
export const builtInOf = (labelled: Params['labelled']): readonly string[] =>
  labelled === 'motion'
    ? BUILT_IN_MOTIONS
    : BUILT_IN_COLOURS.flatMap((colour) => BUILT_IN_MOTIONS.map((motion) => `${colour} ${motion}`));

/** A sentence about the file that is missing, if one is. */
export const missingFile = ({ origin, file }: Pick<Params, 'origin' | 'file'>): string | null =>
  origin === 'files' && !file ? 'No clips have been chosen yet.' : null;
