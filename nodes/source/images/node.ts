import { defineNode, examples, fileRef, z } from '@/graph';

/** What the file dialog offers for images. */
const ACCEPTED_IMAGES = '.zip,.png,.jpg,.jpeg,.webp';

const params = z.object({
  origin: z
    .enum(['digits', 'shapes', 'charts', 'files', 'mnist', 'cifar'])
    .default('digits')
    .meta({
      label: 'From',
      choices: {
        digits: 'Handwritten digits (built in)',
        shapes: 'Coloured shapes (built in)',
        charts: 'Small charts (built in)',
        files: 'Image files, or your camera',
        mnist: 'MNIST files',
        cifar: 'CIFAR-10 files',
      },
    }),
  file: fileRef
    .nullable()
    .default(null)
    .meta({
      label: 'File',
      control: 'file',
      accept: ACCEPTED_IMAGES,
      beside: 'captions.csv,.txt',
      when: { param: 'origin', is: ['files'] },
    }),
  images: fileRef
    .nullable()
    .default(null)
    .meta({
      label: 'Images file',
      control: 'file',
      when: { param: 'origin', is: ['mnist'] },
    }),
  labels: fileRef
    .nullable()
    .default(null)
    .meta({
      label: 'Labels file',
      control: 'file',
      when: { param: 'origin', is: ['mnist'] },
    }),
  batch: fileRef
    .nullable()
    .default(null)
    .meta({
      label: 'Batch',
      control: 'file',
      accept: '.bin,.gz,.zip',
      when: { param: 'origin', is: ['cifar'] },
    }),
  count: z.number().int().min(1).max(100_000).default(2_000).meta({
    label: 'Images',
    unit: 'images',
    scale: 'log',
  }),
  size: z.number().int().min(8).max(256).nullable().default(null).meta({
    label: 'Size',
    unit: 'pixels',
  }),
  channels: z
    .enum(['given', 'grey', 'colour'])
    .default('given')
    .meta({
      label: 'Colours',
      choices: { given: 'as they come', grey: 'grey', colour: 'in colour' },
    }),
  labelled: z
    .enum(['shape', 'shape-colour', 'size-place'])
    .default('shape')
    .meta({
      label: 'Classes',
      choices: {
        shape: 'shapes: “star”',
        'shape-colour': 'colours and shapes: “red star”',
        'size-place': 'sizes and places: “small at the top”',
      },
      when: { param: 'origin', is: ['shapes'] },
    }),
  charted: z
    .enum(['kind', 'largest'])
    .default('kind')
    .meta({
      label: 'Classes',
      choices: {
        kind: 'kinds of charts: “pie”',
        largest: 'parts, and the largest: “four bars the second tallest”',
      },
      when: { param: 'origin', is: ['charts'] },
    }),
  arrangement: z
    .enum(['any', 'single', 'one', 'middle'])
    .default('any')
    .meta({
      label: 'In each image',
      choices: {
        any: 'one to three, small or large, anywhere',
        single: 'a small or large one, anywhere',
        one: 'a large one, anywhere',
        middle: 'a large one, in the middle',
      },
      when: { param: 'origin', is: ['shapes'] },
    }),
  captioned: z
    .boolean()
    .default(false)
    .meta({
      label: 'A caption for each',
      when: { param: 'origin', is: ['shapes', 'charts'] },
    }),
  keep: z.string().max(2_000).default('').meta({
    label: 'Classes to keep',
    placeholder: 'all, or for instance 0, 1, 7',
  }),
  fit: z
    .enum(['crop', 'stretch'])
    .default('crop')
    .meta({
      label: 'Images that are no squares',
      choices: { crop: 'give their middle', stretch: 'are stretched' },
      when: { param: 'origin', is: ['files', 'mnist'] },
      advanced: true,
    }),
});
type Params = z.infer<typeof params>;

export const sourceImages = defineNode({
  type: 'source.images',
  version: 1,
  phase: 'prepare',
  title: 'Images',
  summary:
    'Small images that a model can learn to make: built-in digits, shapes and charts, MNIST, CIFAR-10, or your own files.',
  keywords: [
    'pictures',
    'photos',
    'mnist',
    'cifar',
    'digits',
    'charts',
    'png',
    'jpeg',
    'webp',
    'zip',
    'idx',
    'data',
    'upload',
    'webcam',
    'camera',
  ],
  inputs: {},
  outputs: { examples },
  params,
  seeded: true,
  explain: () => import('./explain'),
  subtitle: (params) => {
    const named = { digits: 'digits', shapes: 'shapes', charts: 'charts', ...namesOf(params) }[params.origin];
    const many = `${isDrawn(params.origin) ? '' : 'up to '}${params.count.toLocaleString('en')}`;
    return `${named} · ${many} · ${sizeOf(params)} × ${sizeOf(params)}`;
  },
  extend: (_inputs, params) => {
    const classes = keptClasses(builtInOf(params), params.keep);
    const size = sizeOf(params);
    return {
      examples: {
        exampleShape: [size, size, channelsOf(params)],
        ...(classes.length > 0 && { classes }),
        ...(isCaptioned(params) && { captioned: true }),
        ...(mayHoldCaptions(params) && { captioned: 'perhaps' }),
      },
    };
  },
  advise: (_inputs, params) => {
    const missing = missingFile(params);
    if (missing) return [{ code: 'source.no-file', title: missing, fix: 'Choose it in the inspector.' }];
    return [];
  },
  run: () => import('./run'),
});

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** What is known of classes before files are read; a test holds it to what is made. */
const BUILT_IN: Readonly<Record<Params['origin'], readonly string[]>> = {
  digits,
  shapes: ['circle', 'square', 'triangle', 'star', 'ring', 'cross'],
  charts: ['bar', 'line', 'pie'],
  mnist: [],
  cifar: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  files: [],
};

/** The colours, sizes and places of built-in shapes; a test holds them to what is drawn. */
const COLOURS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'];
const SIZES = ['small', 'large'];
const PLACES = [
  'at the top left',
  'at the top',
  'at the top right',
  'on the left',
  'in the middle',
  'on the right',
  'at the bottom left',
  'at the bottom',
  'at the bottom right',
];

/** Numbers of parts of a chart, which of them is the largest, and what that is called; of slices the smallest too. */
const NUMBERS = ['three', 'four', 'five'];
const WHICH = ['first', 'second', 'third', 'fourth', 'fifth'];
const CHARTS = NUMBERS.flatMap((number, more) => {
  const parts = WHICH.slice(0, 3 + more);
  return [
    ...parts.map((which) => `${number} bars the ${which} tallest`),
    ...parts.map((which) => `${number} points the ${which} highest`),
    ...COLOURS.flatMap((large) =>
      COLOURS.filter((small) => small !== large).map((small) => `${number} slices ${large} largest ${small} smallest`),
    ),
  ];
});

/** Whether each comes with a caption. */
export const isCaptioned = ({ origin, captioned }: Pick<Params, 'origin' | 'captioned'>): boolean =>
  captioned && (origin === 'shapes' || origin === 'charts');

/** Whether images are drawn here, and not read. */
export const isDrawn = (origin: Params['origin']): boolean => ['digits', 'shapes', 'charts'].includes(origin);

/** Whether captions may lie beside the pictures that are given. */
const mayHoldCaptions = ({ origin, file }: Pick<Params, 'origin' | 'file'>): boolean =>
  origin === 'files' && /\.zip$/i.test(file?.name ?? '');

/** What is known of classes before files are read. */
export const builtInOf = ({
  origin,
  labelled,
  charted,
}: Pick<Params, 'origin' | 'labelled' | 'charted'>): readonly string[] => {
  if (origin === 'charts' && charted === 'largest') return CHARTS;
  if (origin !== 'shapes' || labelled === 'shape') return BUILT_IN[origin];
  return labelled === 'shape-colour'
    ? BUILT_IN.shapes.flatMap((shape) => COLOURS.map((colour) => `${colour} ${shape}`))
    : SIZES.flatMap((size) => PLACES.map((place) => `${size} ${place}`));
};

const namesOf = ({ file, images, batch }: Pick<Params, 'file' | 'images' | 'batch'>) => ({
  files: file?.name ?? 'no file yet',
  mnist: images?.name ?? 'no file yet',
  cifar: batch?.name ?? 'no file yet',
});

/** Height and width of each image. */
export const sizeOf = ({ origin, size }: Pick<Params, 'origin' | 'size'>): number =>
  size ?? (origin === 'digits' || origin === 'mnist' ? 28 : 32);

/** Channels of each image. */
export const channelsOf = ({ origin, channels }: Pick<Params, 'origin' | 'channels'>): 1 | 3 => {
  if (channels !== 'given') return channels === 'grey' ? 1 : 3;
  return origin === 'digits' || origin === 'mnist' ? 1 : 3;
};

/** Those of the classes that are to be kept, by name, whatever the case, or after “all but” those that are not named; all where nothing is said. */
export function keptClasses(classes: readonly string[], keep: string): readonly string[] {
  const named = new Set(namesIn(keep).map((name) => name.toLowerCase()));
  const wanted = !ALL_BUT.test(keep);
  return named.size === 0 ? classes : classes.filter((name) => named.has(name.toLowerCase()) === wanted);
}

const ALL_BUT = /^\s*all but\s/i;

/** Names with commas or line breaks between, without the “all but” before them. */
export const namesIn = (list: string): readonly string[] =>
  list
    .replace(ALL_BUT, '')
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** A sentence about the file that is missing, if one is. */
export function missingFile({ origin, file, images, batch }: Params): string | null {
  if (origin === 'files' && !file) return 'No images have been chosen yet.';
  if (origin === 'mnist' && !images) return 'No file of images has been chosen yet.';
  if (origin === 'cifar' && !batch) return 'No batch has been chosen yet.';
  return null;
}
