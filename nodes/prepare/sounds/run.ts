import { audioView, GenloomError, type Run, type Sounds } from '@/graph';
import { changeSound } from '@/ml/audio/augment';
import { spectrumPicture } from '@/ml/audio/picture';
import { resample } from '@/ml/audio/resample';
import { withPeak } from '@/ml/audio/sounds';
import { trimSilence } from '@/ml/audio/trim';
import type { prepareSounds } from './node';

/** Samples of all sounds together: they are held in memory. */
const MOST_SAMPLES = 160_000_000;

export const run: Run<typeof prepareSounds> = async ({ sounds, more }, params, context) => {
  const { copies, trim, level, speed, shift, noise } = params;
  const { sampleRate, clips, names, captions, labels, classes } = more ? together(sounds, more) : sounds;
  if (more && Boolean(sounds.captions) !== Boolean(more.captions))
    context.log('warning', 'Some of these sounds have captions and others have none, so all captions are left out.');
  const samples = clips.reduce((sum, { length }) => sum + length, 0) * (1 + copies);
  if (samples > MOST_SAMPLES)
    throw new GenloomError({
      code: 'sounds.too-many',
      title: `${(clips.length * (1 + copies)).toLocaleString('en')} sounds do not fit into memory.`,
      fix: 'Ask for fewer copies, or give fewer or shorter sounds.',
    });
  const made: Float32Array[] = [];
  // A copy is put where a sound stands, so that any beginning of the list has copies of all kinds of change.
  const origins: number[] = [];
  const steady = (clip: Float32Array) => (level ? withPeak(clip, 0.9) : clip);
  for (let copy = 0; copy <= copies; copy++)
    for (const [place, clip] of clips.entries()) {
      const own = trim > 0 ? trimSilence(clip, sampleRate, trim) : clip;
      const random = context.random.split(`copy ${copy} of ${place}`);
      made.push(steady(copy === 0 ? own : changeSound(own, sampleRate, { speed, shift, noise }, random)));
      origins.push(place);
      context.progress({ done: made.length, total: clips.length * (1 + copies) });
      await context.breathe();
    }
  const prepared: Sounds = {
    sampleRate,
    clips: made,
    ...(names && { names: origins.map((place) => names[place] ?? '') }),
    ...(captions && { captions: origins.map((place) => captions[place] ?? '') }),
    ...(labels && { labels: Int32Array.from(origins, (place) => labels[place] ?? 0) }),
    ...(classes && { classes }),
  };
  context.preview(audioView(prepared, spectrumPicture), 'sounds');
  return { sounds: prepared };
};

/** Two sets as one, at the first one's rate and with its classes. @throws GenloomError where one has classes that the other has not */
function together(first: Sounds, second: Sounds): Sounds {
  const { classes, labels } = first;
  const unknown = second.classes?.find((name) => !classes?.includes(name));
  if (unknown !== undefined || Boolean(labels) !== Boolean(second.labels))
    throw new GenloomError({
      code: 'sounds.other-classes',
      title:
        unknown === undefined
          ? 'Some of these sounds have classes, and the others have none.'
          : `“More sounds” are of a class “${unknown}”, which “Sounds” have not.`,
      fix: 'Connect sounds with the same classes, or leave “More sounds” empty.',
    });
  const named = ({ names, clips }: Sounds) => clips.map((_, place) => names?.[place] ?? '');
  return {
    sampleRate: first.sampleRate,
    clips: [...first.clips, ...second.clips.map((clip) => resample(clip, second.sampleRate, first.sampleRate))],
    ...((first.names ?? second.names) && { names: [...named(first), ...named(second)] }),
    ...(first.captions && second.captions && { captions: [...first.captions, ...second.captions] }),
    ...(classes && { classes }),
    ...(labels && {
      labels: Int32Array.from([
        ...labels,
        ...Array.from(second.labels ?? [], (label) => classes?.indexOf(second.classes?.[label] ?? '') ?? 0),
      ]),
    }),
  };
}
