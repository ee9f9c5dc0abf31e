import {
  type Examples,
  GenloomError,
  isClip,
  type Metric,
  type Metrics,
  numbersIn,
  numbersView,
  type Run,
} from '@/graph';
import { clipAttributes } from '@/ml/data/clips';
import { steadinessOf, unevennessOf } from '@/ml/video/consistency';
import { seenIn, type Track, trackOf } from '@/ml/video/judge';
import { noClips } from '../../common/clip-facts';
import { meanOf, percent, readable } from '../figures';
import type { evaluateVideo } from './node';

type Context = Parameters<Run<typeof evaluateVideo>>[2];

export const run: Run<typeof evaluateVideo> = async ({ made, real }, _params, context) => {
  const ours = await measured('made', made, context);
  const theirs = await measured('real', real, context);
  const asked = askedFigures(made, ours.tracks);
  const metrics: Metrics = {
    values: [
      ...asked,
      beside('Change', ours.change, theirs.change, 'How much changes from frame to frame'),
      beside('Flicker', ours.flicker, theirs.flicker, 'How much of that does not go on in the next frame'),
      ...(Number.isFinite(ours.uneven) && Number.isFinite(theirs.uneven)
        ? [
            {
              name: 'Uneven steps',
              value: 100 * ours.uneven,
              unit: '% of a side',
              better: 'lower',
              help: `How far a thing is from where an even motion would have it. Real ones have ${readable(100 * theirs.uneven)}: they swing too.`,
            } satisfies Metric,
          ]
        : []),
    ],
    curves: [],
    notes: notesOf(made, ours.tracks, asked.length > 0),
  };
  context.preview(numbersView(metrics), 'metrics', 'stays');
  return { metrics };
};

/** What is to be told of a set of clips; of a clip in which nothing stands out there is no track. */
async function measured(name: 'made' | 'real', { shape, count, data }: Examples, { breathe, progress }: Context) {
  if (!isClip(shape)) throw new GenloomError(noClips(shape));
  if (count === 0)
    throw new GenloomError({
      code: 'clips.none',
      title: `There are no ${name} clips to measure.`,
      fix: `Connect some to “${name === 'made' ? 'Made' : 'Real'}”.`,
    });
  const [frames = 0, height = 0, width = 0, channels = 0] = shape;
  const size = numbersIn(shape);
  const tracks: (Track | null)[] = [];
  const [changes, flickers]: [number[], number[]] = [[], []];
  for (let clip = 0; clip < count; clip++) {
    progress({ done: clip, total: count, message: `measuring ${name} clips` });
    await breathe();
    const pixels = inColour(data.subarray(clip * size, (clip + 1) * size), channels);
    const { change, flicker } = steadinessOf({ frames, pixels });
    changes.push(change);
    flickers.push(flicker);
    tracks.push(trackOf({ frames, height, width, pixels }));
  }
  const seen = tracks.filter((track) => track !== null);
  return { change: meanOf(changes), flicker: meanOf(flickers), uneven: meanOf(seen.map(unevennessOf)), tracks };
}

/** Numbers from 0 to 1 as bytes, red, green and blue of each pixel. */
function inColour(values: Float32Array, channels: number): Uint8Array {
  const byte = (value: number) => Math.round(255 * Math.min(1, Math.max(0, value)));
  if (channels === 3) return Uint8Array.from(values, byte);
  return Uint8Array.from({ length: 3 * values.length }, (_, at) => byte(values[Math.floor(at / 3)] ?? 0));
}

/** A figure beside the same of real clips: 100 % is as much as they have. */
const beside = (name: string, made: number, real: number, what: string): Metric => ({
  name,
  value: (100 * made) / real,
  unit: '% of real',
  help: `${what}: ${readable(made)} of the range of a pixel, and ${readable(real)} in real clips. 100 % is as much as they have.`,
});

/** How many show what their captions say, where these are captions of the source. */
function askedFigures({ captions = [] }: Examples, tracks: readonly (Track | null)[]): readonly Metric[] {
  const judged = tracks.flatMap((track, at) => {
    const wanted = clipAttributes(captions[at] ?? '');
    if (!wanted) return [];
    const found = track && seenIn(track);
    const [colour, motion, size] = [
      found?.colour === wanted.colour,
      found?.motion === wanted.motion,
      found?.size === wanted.size,
    ];
    return [{ colour, motion, size, all: colour && motion && size }];
  });
  if (judged.length === 0) return [];
  const share = (name: string, part: 'colour' | 'motion' | 'size' | 'all', help: string): Metric => ({
    name,
    value: (100 * judged.filter((one) => one[part]).length) / judged.length,
    unit: '%',
    better: 'higher',
    help,
  });
  return [
    share('Motion as asked', 'motion', 'By the way of its centre and how its size changes.'),
    share('Colour as asked', 'colour', 'By the mean colour of what stands out from the background.'),
    share('Size as asked', 'size', 'By the share of the frame that it fills.'),
    share('All as asked', 'all', 'Motion, colour and size together. The shape is not judged.'),
  ];
}

function notesOf({ captions }: Examples, tracks: readonly (Track | null)[], judged: boolean): readonly string[] {
  const empty = tracks.filter((track) => track === null).length;
  const strange = judged ? (captions ?? []).filter((caption) => !clipAttributes(caption)).length : 0;
  return [
    ...(empty > 0
      ? [
          `In ${percent(empty / tracks.length)} of the made clips nothing stands out in some frame; those count as wrong.`,
        ]
      : []),
    ...(strange > 0 ? [`${strange} captions are none of “Videos”, and were not judged.`] : []),
  ];
}
