/** The template “Moving shapes from text”, run whole, asked for every colour with every motion, four times, sizes and shapes by turns, and four times as often for those that it has never seen together; judged in closed form. */
import { movingShapes, NEVER_SEEN } from '@/app/templates/moving-shapes';
import type { Clips, GraphDocument, GraphNode } from '@/graph';
import { clipAttributes, clipCaption, drawClips, MOTIONS, MOVING_SHAPES } from '@/ml/data/clips';
import { COLOURS, SIZES } from '@/ml/data/shapes';
import { seenIn, trackOf } from '@/ml/video/judge';
import { examples as examplesCodec } from '@/workers/artifacts/kinds/examples';
import { video as clipsCodec } from '@/workers/artifacts/kinds/video';
import { bar } from '../support/bar';
import { finish } from '../support/environment';
import { runGraph } from '../support/ran-graph';

const OF_EACH = 4;
const GOING_ON = 120;
/** Of nine pairs there are too few for a share that can be trusted. */
const OFTENER = 4;
const asked = COLOURS.flatMap((colour, at) =>
  MOTIONS.flatMap((motion, place) =>
    Array.from({ length: NEVER_SEEN.includes(`${colour} ${motion}`) ? OFTENER : 1 }, (_, more) => {
      const seen = motion === 'turns' ? MOVING_SHAPES.slice(1) : MOVING_SHAPES;
      const shape = seen[(at + place + more) % seen.length] ?? 'square';
      return clipCaption({ size: SIZES[(at + place + more) % 2] ?? 'large', colour, shape, motion });
    }),
  ),
);

const ran = await runGraph(askedFor(movingShapes));

// The judge itself, on clips that were drawn and not made.
const drawn = await drawClips({ count: 500, seed: 99, frames: 8, side: 16 });
const real = judged({ shape: drawn.shape, count: 500, fps: 8, pixels: drawn.pixels, captions: drawn.captions });
console.log('drawn clips, judged so:', real.all);
const { all, familiar, held } = judged(await clipsOf('clips'));
console.log(
  `made, ${asked.length * OF_EACH}:`,
  all,
  '\nseen together in training:',
  familiar,
  '\nnever seen together:',
  held,
);
const others = await clipsOf('others');
const wentOn = judged({ ...others, pixels: await pixelsOf('go-on') });
console.log(`${GOING_ON} that went on from their first half:`, wentOn.all);
const figures = await ran.figures('measure');
console.log(figures);
const seconds = [...ran.seconds.values()].reduce((sum, one) => sum + one, 0);
console.log(`the template took ${seconds.toFixed(0)} s by the clock`);
bar('video.judge-motion', real.all.motion, { atLeast: 0.99 }, 3);
bar('video.judge-colour', real.all.colour, { atLeast: 0.99 }, 3);
bar('video.colour', familiar.colour, { atLeast: 0.9 }, 3);
bar('video.motion', familiar.motion, { atLeast: 0.9 }, 3);
bar('video.never-seen, colour and motion', held.both, { atLeast: 0.75 }, 3);
bar('video.went on as it began, motion', wentOn.all.motion, { atLeast: 0.75 }, 3);
bar('video.flicker, of real', (figures.Flicker ?? Number.NaN) / 100, { atMost: 1.5 }, 2);
bar('video.processor seconds, of two cores', ran.busy, { atMost: 480 }, 0);
const sheet = process.env.GENLOOM_SHEET;
if (sheet) await (await import('node:fs/promises')).writeFile(sheet, await ran.exported('clips', 'video'));
await ran.dispose();
finish();

/** The template, asked for every colour with every motion, and with more clips that are to go on. */
function askedFor(document: GraphDocument): GraphDocument {
  const more: Readonly<Record<string, GraphNode['params']>> = {
    make: { captions: asked.join('\n'), perClass: OF_EACH },
    others: { count: GOING_ON },
    'go-on': { count: GOING_ON, versions: 1 },
  };
  return { ...document, nodes: document.nodes.map((one) => ({ ...one, params: { ...one.params, ...more[one.id] } })) };
}

interface Shares {
  colour: number;
  motion: number;
  size: number;
  both: number;
  /** In how many something stands out in every frame. */
  seen: number;
}

/** The shares of clips that show what their captions say: of all, of those whose colour and motion were together in training, and of the others. */
function judged({ shape, count, pixels, captions = [] }: Clips) {
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

async function clipsOf(id: string): Promise<Clips> {
  return clipsCodec.decode(await ran.stored(id, 'video'));
}

async function pixelsOf(id: string): Promise<Uint8Array> {
  const { data } = examplesCodec.decode(await ran.stored(id, 'examples'));
  return Uint8Array.from(data, (number) => Math.round(255 * Math.min(1, Math.max(0, number))));
}
