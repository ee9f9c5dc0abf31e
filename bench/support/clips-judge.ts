import { NEVER_SEEN } from '@/app/templates/moving-shapes';
import type { Clips } from '@/graph';
import { clipAttributes, clipCaption, MOTIONS, MOVING_SHAPES } from '@/ml/data/clips';
import { COLOURS, SIZES } from '@/ml/data/shapes';
import { seenIn, trackOf } from '@/ml/video/judge';

/** Of nine pairs there are too few for a share that can be trusted. */
const OFTENER = 4;
/** Captions of every colour with every motion, sizes and shapes by turns, and four times as many of those never seen together. */
export const askedClips: readonly string[] = COLOURS.flatMap((colour, at) =>
  MOTIONS.flatMap((motion, place) =>
    Array.from({ length: NEVER_SEEN.includes(`${colour} ${motion}`) ? OFTENER : 1 }, (_, more) => {
      const seen = motion === 'turns' ? MOVING_SHAPES.slice(1) : MOVING_SHAPES;
      const shape = seen[(at + place + more) % seen.length] ?? 'square';
      return clipCaption({ size: SIZES[(at + place + more) % 2] ?? 'large', colour, shape, motion });
    }),
  ),
);

interface Shares {
  colour: number;
  motion: number;
  size: number;
  both: number;
  /** In how many something stands out in every frame. */
  seen: number;
}

/** The shares of clips that show what their captions say: of all, of those whose colour and motion were together in training, and of the others. */
export function judgedClips({ shape, count, pixels, captions = [] }: Clips) {
  const [frames = 0, height = 0, width = 0] = shape;
  const size = frames * height * width * 3;
  const sums = { all: none(), familiar: none(), held: none() };
  const counts = { all: 0, familiar: 0, held: 0 };
  for (let at = 0; at < count; at++) {
    const wanted = clipAttributes(captions[at] ?? '');
    if (!wanted) throw new Error('a caption says nothing');
    const track = trackOf({ frames, height, width, pixels: pixels.subarray(at * size, (at + 1) * size) });
    const found = track && seenIn(track);
    const [colour, motion] = [found?.colour === wanted.colour, found?.motion === wanted.motion];
    const own = NEVER_SEEN.includes(`${wanted.colour} ${wanted.motion}`) ? 'held' : 'familiar';
    for (const set of ['all', own] as const) {
      counts[set] += 1;
      sums[set].colour += Number(colour);
      sums[set].motion += Number(motion);
      sums[set].both += Number(colour && motion);
      sums[set].size += Number(found?.size === wanted.size);
      sums[set].seen += Number(track !== null);
    }
  }
  for (const set of ['all', 'familiar', 'held'] as const)
    for (const part of ['colour', 'motion', 'both', 'size', 'seen'] as const) sums[set][part] /= counts[set];
  return sums;
}

function none(): Shares {
  return { colour: 0, motion: 0, size: 0, both: 0, seen: 0 };
}
