import { type Examples, examplesView, GenloomError, isClip, type Run } from '@/graph';
import { noClips } from '../../common/clip-facts';
import { takeExamples } from '../../common/examples';
import { inFrames } from '../../common/frames';
import type { prepareFrames } from './node';

/** By the golden ratio the clips begin at other frames one after the other, so that together they show all of them. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

export const run: Run<typeof prepareFrames> = async ({ examples: clips }, { each }, { preview }) => {
  if (!isClip(clips.shape)) throw new GenloomError(noClips(clips.shape));
  const [frames = 1, ...frame] = clips.shape;
  const taken = Math.min(each, frames);
  const chosen = Int32Array.from({ length: clips.count * taken }, (_, at) => {
    const clip = Math.floor(at / taken);
    const from = (clip * GOLDEN) % 1;
    return clip * frames + Math.floor((((at % taken) + from) * frames) / taken);
  });
  const { modes: _elsewhere, ...all } = inFrames(clips, frame);
  const examples: Examples = takeExamples(all, chosen);
  const caption = `${examples.count.toLocaleString('en')} frames of ${clips.count.toLocaleString('en')} clips`;
  preview(examplesView(examples, caption), 'examples', 'stays');
  return { examples };
};
