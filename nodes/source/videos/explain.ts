import type { Explanation } from '@/graph';
import type { sourceVideos } from './node';

export const explain: Explanation<typeof sourceVideos> = {
  more: 'A clip is a row of pictures: frames × height × width × colours numbers. The built-in ones show one shape before a dark background that goes one way, swings, turns, grows or shrinks, each with a caption such as “a large blue square moves up and down”; they are drawn on your device from the seed. Files are brought to one size and one length. Connected to a network or a trainer, clips become numbers from 0 to 1.',
  lookAt: 'Play them, or go through them frame by frame: whether what the caption says can be seen.',
  source: 'GIF89a; shapes and motions in the manner of Moving MNIST (Srivastava et al. 2015)',
  params: {
    origin: 'What is built in needs no download. Files stay on your device.',
    file: 'A GIF, MP4 or WebM file, or a zip of several, with a folder for each class. MP4 and WebM are decoded by your browser, where it can.',
    count: 'How many, at most. Of more files, some are drawn by chance.',
    frames: 'Longer clips are cut off; of shorter ones the last frame stands still until the end.',
    size: 'Height and width. Twice the size is four times the numbers, and so much more work.',
    fps: 'Empty: 8 for built-in clips, and as they come for files. With a number, of each moment the frame is taken that is shown then.',
    labelled: 'What a model can be asked for by class. The captions say more.',
    keep: 'Names of classes with commas between, or those to leave out: “all but red turns, blue grows”. What a model has never seen together, it can still be asked for. Empty: all.',
  },
};
