import { audioView, GenloomError, type Run, type Sounds } from '@/graph';
import { spectrumPicture } from '@/ml/audio/picture';
import { isSilent } from '@/ml/audio/sounds';
import { rowsOf, soundOf } from '@/ml/audio/spectrogram';
import type { generateSounds } from './node';

export const run: Run<typeof generateSounds> = async ({ examples, codec }, { rounds }, context) => {
  const { shape, count, data, labels, classes, captions } = examples;
  const [rows, columns] = [rowsOf(codec), codec.frames];
  if (shape.join() !== [rows, columns, 1].join())
    throw new GenloomError({
      code: 'sounds.other-shape',
      title: `These examples are ${shape.join(' × ')}, and the spectrograms of this way back ${rows} × ${columns} × 1.`,
      fix: 'Connect the “Way back” of the spectrograms that the model learned from.',
    });
  const size = rows * columns;
  const clips: Float32Array[] = [];
  let broken = 0;
  for (let place = 0; place < count; place++) {
    const picture = data.subarray(place * size, (place + 1) * size);
    const whole = picture.every(Number.isFinite);
    broken += Number(!whole);
    const drawn = whole ? picture : picture.map((value) => (Number.isFinite(value) ? value : 0));
    clips.push(soundOf(drawn, codec, rounds, context.random.split(`sound ${place}`)));
    context.progress({ done: place + 1, total: count });
    await context.breathe();
  }
  if (broken > 0)
    context.log(
      'warning',
      `${broken.toLocaleString('en')} of ${count.toLocaleString('en')} pictures hold numbers that are none; those parts are silent.`,
    );
  const silent = clips.filter(isSilent).length;
  if (silent > 0)
    context.log(
      'warning',
      `${silent.toLocaleString('en')} of ${count.toLocaleString('en')} sounds are silent: their pictures are black.`,
    );
  const sounds: Sounds = {
    sampleRate: codec.sampleRate,
    clips,
    ...(labels && { labels }),
    ...(classes && { classes }),
    ...(captions && { captions }),
  };
  context.preview(audioView(sounds, spectrumPicture), 'sounds');
  return { sounds };
};
