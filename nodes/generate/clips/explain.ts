import type { Explanation } from '@/graph';
import type { generateClips } from './node';

export const explain: Explanation<typeof generateClips> = {
  more: 'A model makes numbers from 0 to 1. Here each becomes a byte, so that they are clips again: to be played, to go through frame by frame, and to be saved, all in one GIF side by side, or each in a file of its own.',
  lookAt:
    'Whether things keep their shape and colour from frame to frame. “Frames side by side” shows a clip as a still.',
  params: { fps: 'How fast they play; the frames are the same.' },
};
