import { type Clips, clipsView, GenloomError, type Run, type RunContext, type z } from '@/graph';
import { clipAttributes, drawClips, MOTIONS } from '@/ml/data/clips';
import { refuseHuge } from '@/ml/data/read';
import { COLOURS } from '@/ml/data/shapes';
import { chooseFiles } from '../../common/read/choose';
import { keptClasses } from '../images/node';
import { builtInOf, missingFile, type sourceVideos } from './node';

type Params = z.infer<typeof sourceVideos.params>;

/** Frames a second of built-in clips, where nothing is said. */
const FPS = 8;

export const run: Run<typeof sourceVideos> = async (_inputs, params, context) => {
  const missing = missingFile(params);
  if (missing) throw new GenloomError({ code: 'source.no-file', title: missing, fix: 'Choose it in the inspector.' });
  const clips = params.origin === 'files' ? await fromFile(params, context) : await drawn(params, context);
  context.preview(clipsView(clips), 'video', 'stays');
  return { video: clips };
};

/** Clips of the wanted classes, each as often as any other, mixed; without a choice as chance has it. */
async function drawn(params: Params, { seed, random, breathe, progress }: RunContext): Promise<Clips> {
  const { count, frames, size: side, fps, labelled, keep } = params;
  const all = builtInOf(labelled);
  const kept = keptClasses(all, keep);
  if (kept.length === 0)
    throw new GenloomError({
      code: 'clips.no-class',
      title: '“Classes to keep” leaves out every clip.',
      detail: `There are ${all.slice(0, 12).join(', ')}${all.length > 12 ? ' and others' : ''}.`,
      fix: 'Leave it empty for all, or name some of these.',
    });
  const wanted =
    kept.length === all.length
      ? [{ from: String(seed), own: count, only: {} }]
      : kept.map((name, index) => ({
          from: `${seed}/${name}`,
          own: Math.floor(count / kept.length) + (index < count % kept.length ? 1 : 0),
          only: onlyOf(name),
        }));
  const shape = [frames, side, side, 3];
  const size = frames * side * side * 3;
  const pixels: Uint8Array[] = [];
  const captions: string[] = [];
  for (const { from, own, only } of wanted) {
    progress({ done: captions.length, total: count, message: 'drawing clips' });
    const part = await drawClips({ count: own, seed: from, frames, side, only, breathe });
    for (let at = 0; at < own; at++) pixels.push(part.pixels.subarray(at * size, (at + 1) * size));
    captions.push(...part.captions);
  }
  const order = captions.map((_, at) => at);
  if (wanted.length > 1) random.split('mixed').shuffle(order);
  const mixed = new Uint8Array(order.length * size);
  for (const [to, from] of order.entries()) mixed.set(pixels[from] ?? new Uint8Array(), to * size);
  const said = order.map((at) => captions[at] ?? '');
  const labels = Int32Array.from(said, (caption) => kept.indexOf(classOf(caption, labelled)));
  return { shape, count: order.length, fps: fps ?? FPS, pixels: mixed, captions: said, classes: kept, labels };
}

const onlyOf = (name: string) => {
  const colour = COLOURS.find((one) => name.startsWith(one));
  const motion = MOTIONS.find((one) => name === one || name === `${colour} ${one}`);
  return { ...(colour && { colour }), ...(motion && { motion }) };
};

function classOf(caption: string, labelled: Params['labelled']): string {
  const { colour = '', motion = '' } = clipAttributes(caption) ?? {};
  return labelled === 'motion' ? motion : `${colour} ${motion}`;
}

async function fromFile(params: Params, context: RunContext): Promise<Clips> {
  const { file, count, frames, size, fps, fit } = params;
  if (!file) throw new Error('no file was chosen');
  refuseHuge(file.name, file.size);
  const { readClipFiles } = await import('./read/files');
  const bytes = await context.asset(file.sha256);
  return readClipFiles(
    { name: file.name, bytes },
    { frames, size, fps, shape: fit },
    {
      tell: (text) => context.log('info', text),
      warn: (text) => context.log('warning', text),
      breathe: context.breathe,
      progress: (done, total) => context.progress({ done, total, message: 'reading clips' }),
      choose: (files) => chooseFiles(files, count, context.random.split('some')),
    },
  );
}
