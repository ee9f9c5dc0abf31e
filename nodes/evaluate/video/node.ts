import { defineNode, examples, metrics, port, z } from '@/graph';
import { requireClips } from '../../common/clip-facts';

export const evaluateVideo = defineNode({
  type: 'evaluate.video',
  version: 1,
  phase: 'evaluate',
  title: 'Video consistency',
  summary: 'Measures whether made clips move as evenly as real ones, and whether they show what their captions say.',
  keywords: ['temporal', 'flicker', 'consistency', 'motion', 'clip', 'film', 'frames', 'vbench', 'caption'],
  inputs: { made: port(examples, { title: 'Made' }), real: port(examples, { title: 'Real' }) },
  outputs: { metrics },
  params: z.object({}),
  explain: () => import('./explain'),
  subtitle: () => 'made beside real clips',
  extend: ({ made, real }, _params, around) => {
    requireClips('made', made, around);
    requireClips('real', real, around);
    return {};
  },
  run: () => import('./run'),
});
