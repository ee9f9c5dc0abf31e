import { defineNode, examples, fileRef, strokes, z } from '@/graph';

const SHAPES = {
  'eight-gaussians': 'Eight Gaussians',
  'two-moons': 'Two moons',
  'swiss-roll': 'Swiss roll',
  checkerboard: 'Checkerboard',
  pinwheel: 'Pinwheel',
  rings: 'Rings',
  spiral: 'Spiral',
  grid: 'Grid of Gaussians',
  drawing: 'What you draw',
  file: 'A table of yours (.csv)',
} as const;

type Shape = keyof typeof SHAPES;
const names = Object.keys(SHAPES) as [Shape, ...Shape[]];

/** Which of these sets can be made noisier or cleaner. */
const SPREAD = ['eight-gaussians', 'two-moons', 'swiss-roll', 'rings', 'spiral', 'grid', 'drawing'];

const column = (named: string, label: string) =>
  z
    .string()
    .max(200)
    .default(named)
    .meta({ label, when: { param: 'shape', is: ['file'] } });

export const sourcePoints = defineNode({
  type: 'source.points',
  version: 1,
  phase: 'prepare',
  title: 'Points',
  summary:
    'Points in a plane, in a shape that a model can learn or from a table: small enough to see everything that happens.',
  keywords: [
    'toy',
    '2d',
    'gaussians',
    'moons',
    'swiss roll',
    'checkerboard',
    'pinwheel',
    'mixture',
    'draw',
    'data',
    'csv',
    'file',
  ],
  inputs: {},
  outputs: { examples },
  params: z.object({
    shape: z.enum(names).default('eight-gaussians').meta({
      choices: SHAPES,
    }),
    drawing: strokes.default([]).meta({
      label: 'Drawing',
      control: 'drawing',
      when: { param: 'shape', is: ['drawing'] },
    }),
    file: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'File',
        control: 'file',
        accept: '.csv',
        when: { param: 'shape', is: ['file'] },
      }),
    x: column('x', 'Column across'),
    y: column('y', 'Column up'),
    label: column('', 'Column of classes'),
    count: z
      .number()
      .int()
      .min(10)
      .max(200_000)
      .default(4_000)
      .meta({
        label: 'Points',
        unit: 'points',
        scale: 'log',
        when: { param: 'shape', is: names.filter((name) => name !== 'file') },
      }),
    spread: z
      .number()
      .min(0)
      .max(3)
      .default(1)
      .meta({
        control: 'slider',
        step: 0.1,
        unit: '× usual',
        when: { param: 'shape', is: SPREAD },
        advanced: true,
      }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ shape, count, file }) =>
    shape === 'file' ? (file?.name ?? 'no file yet') : `${SHAPES[shape]} · ${count.toLocaleString('en')}`,
  advise: (_inputs, { shape, file, drawing }) => {
    if (shape === 'file' && !file)
      return [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }];
    if (shape === 'drawing' && drawing.length === 0)
      return [{ code: 'source.no-drawing', title: 'Nothing has been drawn yet.', fix: 'Draw in the inspector.' }];
    return [];
  },
  extend: (_inputs, { shape, drawing }) => {
    const classes = shape === 'drawing' && drawing.length > 1 ? named('stroke', drawing.length) : CLASSES[shape];
    return { examples: { exampleShape: [2], ...(classes && { classes }) } };
  },
  run: () => import('./run'),
});

const named = (what: string, count: number) => Array.from({ length: count }, (_, index) => `${what} ${index + 1}`);

/** What the checker knows of classes before points are made; a test holds it to what is made. */
const CLASSES: Readonly<Partial<Record<Shape, readonly string[]>>> = {
  'eight-gaussians': named('mode', 8),
  'two-moons': ['upper', 'lower'],
  pinwheel: named('blade', 5),
  rings: named('ring', 3),
  spiral: named('arm', 2),
  grid: named('mode', 25),
};
