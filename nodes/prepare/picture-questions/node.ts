import { defineNode, examples, z } from '@/graph';

/** Said where there is nothing to ask about. */
export const HOW_TO_ASK =
  'It asks about built-in shapes and charts: turn on “A caption for each” where they are made. Of your own pictures, questions with answers are further lines of a caption.';

export const pictureQuestions = defineNode({
  type: 'prepare.picture-questions',
  version: 1,
  phase: 'prepare',
  title: 'Questions about pictures',
  summary:
    'Adds to the caption of each built-in picture of shapes or charts what may be asked about it, with the answers.',
  keywords: [
    'vqa',
    'visual question answering',
    'colour',
    'count',
    'captions',
    'instructions',
    'llava',
    'shapes',
    'charts',
  ],
  inputs: { examples },
  outputs: { examples },
  params: z.object({
    perPicture: z
      .number()
      .int()
      .min(0)
      .max(6)
      .default(6)
      .meta({ label: 'Questions of each', control: 'slider', step: 1 }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ perPicture }) => `${perPicture} of each picture`,
  extend: ({ examples: given = {} }, _params, { refuse }) => {
    if (given.exampleShape && !given.captioned)
      refuse('examples', {
        code: 'questions.no-captions',
        title: 'These examples have no captions to ask about.',
        fix: HOW_TO_ASK,
      });
    return { examples: given };
  },
  run: () => import('./run'),
});
