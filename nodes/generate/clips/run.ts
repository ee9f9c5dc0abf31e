import { type Clips, clipsView, GenloomError, isClip, type Run } from '@/graph';
import { alikeInTurn } from '../../common/alike-in-turn';
import { noClips } from '../../common/clip-facts';
import type { generateClips } from './node';

export const run: Run<typeof generateClips> = async ({ examples }, { fps }, { preview }) => {
  const { shape, count, data, labels, classes, captions } = examples;
  if (!isClip(shape)) throw new GenloomError(noClips(shape));
  const video: Clips = {
    shape,
    count,
    fps,
    pixels: Uint8Array.from(data, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
    ...(labels && { labels }),
    ...(classes && { classes }),
    ...(captions && { captions }),
  };
  const columns = alikeInTurn(video);
  preview(clipsView(video, columns ? { columns } : {}), 'video', 'stays');
  return { video };
};
