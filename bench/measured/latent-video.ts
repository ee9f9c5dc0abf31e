/** The template “Latent video”, run whole, asked for every colour with every motion, four times; judged in closed form. */
import { latentVideo } from '@/app/templates/latent-video';
import { video as clipsCodec } from '@/workers/artifacts/kinds/video';
import { bar } from '../support/bar';
import { askedClips, judgedClips } from '../support/clips-judge';
import { finish } from '../support/environment';
import { runGraph } from '../support/ran-graph';
import { withSettings } from '../support/run-template';

const ran = await runGraph(withSettings(latentVideo, { make: { captions: askedClips.join('\n'), perClass: 4 } }));
const { all, familiar, held } = judgedClips(clipsCodec.decode(await ran.stored('clips', 'video')));
console.log(
  `made, ${4 * askedClips.length}:`,
  all,
  '\nseen together in training:',
  familiar,
  '\nnever seen together:',
  held,
);
const figures = await ran.figures('measure');
console.log(figures);
const seconds = [...ran.seconds.values()].reduce((sum, one) => sum + one, 0);
console.log(`the template took ${seconds.toFixed(0)} s by the clock`);
bar('latent-video.colour', familiar.colour, { atLeast: 0.9 }, 3);
bar('latent-video.motion', familiar.motion, { atLeast: 0.85 }, 3);
bar('latent-video.never-seen, colour and motion', held.both, { atLeast: 0.75 }, 3);
bar('latent-video.flicker, of real', (figures.Flicker ?? Number.NaN) / 100, { atMost: 1.5 }, 2);
bar('latent-video.processor seconds, of two cores', ran.busy, { atMost: 900 }, 0);
const sheet = process.env.GENLOOM_SHEET;
if (sheet) await (await import('node:fs/promises')).writeFile(sheet, await ran.exported('clips', 'video'));
await ran.dispose();
finish();
