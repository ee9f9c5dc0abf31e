import { audioView, GenloomError, type Run, type Sounds, type SpectrogramCodec } from '@/graph';
import { spectrumPicture } from '@/ml/audio/picture';
import { isSilent } from '@/ml/audio/sounds';
import { rowsOf, soundOf } from '@/ml/audio/spectrogram';
import type { Random } from '@/ml/random';
import { vocode } from '../../common/audio/vocoder';
import type { generateSounds } from './node';

export const run: Run<typeof generateSounds> = async ({ examples, codec, vocoder }, { rounds }, context) => {
  const { shape, count, data, labels, classes, captions } = examples;
  const [rows, columns] = [rowsOf(codec), codec.frames];
  if (shape.join() !== [rows, columns, 1].join())
    throw new GenloomError({
      code: 'sounds.other-shape',
      title: `These examples are ${shape.join(' × ')}, and the spectrograms of this way back ${rows} × ${columns} × 1.`,
      fix: 'Connect the “Way back” of the spectrograms that the model learned from.',
    });
  const size = rows * columns;
  let broken = 0;
  const pictures = Array.from({ length: count }, (_, place) => {
    const picture = data.subarray(place * size, (place + 1) * size);
    const whole = picture.every(Number.isFinite);
    broken += Number(!whole);
    return whole ? picture : picture.map((value) => (Number.isFinite(value) ? value : 0));
  });
  const told = async (done: number) => {
    context.progress({ done, total: count });
    await context.breathe();
  };
  const clips = vocoder
    ? await vocode(vocoder, codec, pictures, context.random, told)
    : await played(pictures, codec, rounds, context.random, told);
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

/** Without a vocoder, by Griffin–Lim. */
async function played(
  pictures: readonly Float32Array[],
  codec: SpectrogramCodec,
  rounds: number,
  random: Random,
  told: (done: number) => Promise<void>,
): Promise<Float32Array[]> {
  const clips: Float32Array[] = [];
  for (const [place, picture] of pictures.entries()) {
    clips.push(soundOf(picture, codec, rounds, random.split(`sound ${place}`)));
    await told(clips.length);
  }
  return clips;
}
