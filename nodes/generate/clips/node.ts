import { defineNode, examples, port, video, z } from '@/graph';
import { requireClips } from '../../common/clip-facts';
import { captionsLike, likeThese } from '../../common/example-facts';

export const generateClips = defineNode({
  type: 'generate.clips',
  version: 1,
  phase: 'generate',
  title: 'Numbers to clips',
  summary: 'Makes clips of what a model made, which can be played and saved as GIF, WebM or MP4.',
  keywords: ['video', 'film', 'animation', 'gif', 'export', 'frames', 'save'],
  inputs: { examples: port(examples, { title: 'Made' }) },
  outputs: { video },
  params: z.object({
    fps: z.number().min(1).max(60).default(8).meta({ label: 'Frames a second' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ fps }) => `${fps} frames a second`,
  extend: ({ examples: given }, _params, around) => {
    requireClips('examples', given, around);
    return { video: { ...likeThese(given), ...captionsLike(given) } };
  },
  run: () => import('./run'),
});
