/** The template “Moving shapes from text”, run whole, asked for every colour with every motion, four times, sizes and shapes by turns, and four times as often for those that it has never seen together; judged in closed form. */
import { movingShapes } from '@/app/templates/moving-shapes';
import type { Clips, GraphDocument, GraphNode } from '@/graph';
import { drawClips } from '@/ml/data/clips';
import { examples as examplesCodec } from '@/workers/artifacts/kinds/examples';
import { video as clipsCodec } from '@/workers/artifacts/kinds/video';
import { bar } from '../support/bar';
import { askedClips, judgedClips } from '../support/clips-judge';
import { finish } from '../support/environment';
import { runGraph } from '../support/ran-graph';

const OF_EACH = 4;
const GOING_ON = 120;

const ran = await runGraph(askedFor(movingShapes));

// The judge itself, on clips that were drawn and not made.
const drawn = await drawClips({ count: 500, seed: 99, frames: 8, side: 16 });
const real = judgedClips({ shape: drawn.shape, count: 500, fps: 8, pixels: drawn.pixels, captions: drawn.captions });
console.log('drawn clips, judged so:', real.all);
const { all, familiar, held } = judgedClips(await clipsOf('clips'));
console.log(
  `made, ${askedClips.length * OF_EACH}:`,
  all,
  '\nseen together in training:',
  familiar,
  '\nnever seen together:',
  held,
);
const others = await clipsOf('others');
const wentOn = judgedClips({ ...others, pixels: await pixelsOf('go-on') });
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
    make: { captions: askedClips.join('\n'), perClass: OF_EACH },
    others: { count: GOING_ON },
    'go-on': { count: GOING_ON, versions: 1 },
  };
  return { ...document, nodes: document.nodes.map((one) => ({ ...one, params: { ...one.params, ...more[one.id] } })) };
}

async function clipsOf(id: string): Promise<Clips> {
  return clipsCodec.decode(await ran.stored(id, 'video'));
}

async function pixelsOf(id: string): Promise<Uint8Array> {
  const { data } = examplesCodec.decode(await ran.stored(id, 'examples'));
  return Uint8Array.from(data, (number) => Math.round(255 * Math.min(1, Math.max(0, number))));
}
