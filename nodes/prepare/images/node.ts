import { defineNode, examples, type Facts, metrics, port, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';

/** Any number of copies but none. */
const someCopies = Array.from({ length: 20 }, (_, index) => index + 1);

export const prepareImages = defineNode({
  type: 'prepare.images',
  version: 1,
  phase: 'prepare',
  title: 'Prepare images',
  summary: 'Removes images that are nearly the same, crops and resizes, balances classes, and adds changed copies.',
  keywords: [
    'resize',
    'binarise',
    'threshold',
    'crop',
    'greyscale',
    'augment',
    'flip',
    'balance',
    'duplicates',
    'dedupe',
    'clean',
  ],
  inputs: { examples: port(examples, { title: 'Images' }) },
  outputs: {
    examples: port(examples, { title: 'Images' }),
    report: port(metrics, { title: 'Report' }),
  },
  params: z.object({
    duplicates: z.boolean().default(false).meta({
      label: 'Remove near-duplicates',
    }),
    difference: z
      .number()
      .min(0)
      .max(0.5)
      .default(0.06)
      .meta({
        label: 'Differ by less than',
        control: 'slider',
        step: 0.01,
        when: { param: 'duplicates', is: [true] },
      }),
    crop: z.number().int().min(4).max(1_024).nullable().default(null).meta({
      label: 'Crop to',
      unit: 'pixels',
    }),
    size: z.number().int().min(4).max(256).nullable().default(null).meta({
      label: 'Resize to',
      unit: 'pixels',
    }),
    grey: z.boolean().default(false).meta({
      label: 'Greyscale',
    }),
    balance: z
      .enum(['none', 'rarest', 'commonest'])
      .default('none')
      .meta({
        label: 'Balance classes',
        choices: {
          none: 'leave as they are',
          rarest: 'as many as the rarest has',
          commonest: 'as many as the commonest has',
        },
      }),
    copies: z.number().int().min(0).max(20).default(0).meta({
      label: 'Changed copies',
      unit: 'of each',
    }),
    flip: z
      .boolean()
      .default(false)
      .meta({
        label: 'Mirror half of them',
        when: { param: 'copies', is: someCopies },
      }),
    shift: z
      .number()
      .min(0)
      .max(64)
      .default(2)
      .meta({ label: 'Shift by up to', unit: 'pixels', when: { param: 'copies', is: someCopies } }),
    rotate: z
      .number()
      .min(0)
      .max(180)
      .default(0)
      .meta({ label: 'Turn by up to', unit: '°', when: { param: 'copies', is: someCopies } }),
    colour: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({
        label: 'Change brightness and colour by up to',
        control: 'slider',
        step: 0.05,
        when: { param: 'copies', is: someCopies },
        advanced: true,
      }),
    noise: z
      .number()
      .min(0)
      .max(0.5)
      .default(0)
      .meta({
        label: 'Add noise',
        control: 'slider',
        step: 0.01,
        when: { param: 'copies', is: someCopies },
        advanced: true,
      }),
    binary: z.boolean().default(false).meta({
      label: 'Black and white only',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ duplicates, crop, size, grey, balance, copies, binary }) =>
    [
      duplicates && 'no duplicates',
      crop !== null && `cropped to ${crop}`,
      size !== null && `${size} × ${size}`,
      grey && 'grey',
      balance !== 'none' && 'balanced',
      copies > 0 && `${copies} cop${copies === 1 ? 'y' : 'ies'}`,
      binary && 'black and white',
    ]
      .filter(Boolean)
      .join(' · ') || 'as they are',
  extend: ({ examples: given }, { crop, size, grey, balance }, { refuse }) => {
    const shape = given?.exampleShape;
    if (!shape) return {};
    if (shape.length !== 3)
      refuse('examples', {
        code: 'prepare.no-images',
        title: 'These examples are no images.',
        fix: 'Connect images, for instance from “Images”.',
      });
    if (balance !== 'none' && given.classes === undefined)
      refuse('examples', {
        code: 'prepare.no-classes',
        title: 'These images have no classes to balance.',
        fix: 'Leave them as they are, or connect images with classes.',
        set: { param: 'balance', value: 'none' },
      });
    const [height = 0, width = 0, channels = 0] = shape;
    const facts: Facts = {
      exampleShape: [size ?? crop ?? height, size ?? crop ?? width, grey ? 1 : channels],
      ...(given.classes && { classes: given.classes }),
      ...captionsLike(given),
    };
    return { examples: facts };
  },
  run: () => import('./run'),
});
