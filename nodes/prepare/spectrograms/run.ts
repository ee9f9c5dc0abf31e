import { type Examples, examplesView, GenloomError, type Run, type SpectrogramCodec } from '@/graph';
import { melFilterBank } from '@/ml/audio/mel';
import { drawSpectrogram, rowsOf } from '@/ml/audio/spectrogram';
import { windowSize } from '@/ml/audio/stft';
import { refuseTooMany } from '../../common/memory';
import { type prepareSpectrograms, rowsIn } from './node';

export const run: Run<typeof prepareSpectrograms> = async ({ sounds }, params, context) => {
  const { sampleRate, clips, labels, classes, captions } = sounds;
  const { mels, frames, range } = params;
  if (clips.length === 0)
    throw new GenloomError({
      code: 'sounds.nothing',
      title: 'There are no sounds to draw.',
      fix: 'Look at what comes in: a node before this one may have removed everything.',
    });
  const hop = Math.max(1, Math.round((params.hop * sampleRate) / 1_000));
  const fftSize = windowSize(params.window, sampleRate);
  const codec: SpectrogramCodec = {
    sampleRate,
    fftSize,
    hop,
    mels,
    frames,
    range,
    ...(params.rows === 'mfcc' && { coefficients: rowsIn(params) }),
  };
  tellWhatIsLost(codec, clips, (text) => context.log('warning', text));
  const shape = [rowsOf(codec), frames, 1];
  refuseTooMany(clips.length, shape);
  const size = rowsOf(codec) * frames;
  const data = new Float32Array(clips.length * size);
  for (const [place, clip] of clips.entries()) {
    data.set(drawSpectrogram(clip, codec), place * size);
    context.progress({ done: place + 1, total: clips.length });
    await context.breathe();
  }
  const examples: Examples = {
    shape,
    count: clips.length,
    data,
    ...(labels && { labels }),
    ...(classes && { classes }),
    ...(captions && { captions }),
  };
  context.preview(examplesView(examples, `${clips.length.toLocaleString('en')} spectrograms`), 'examples', 'stays');
  return { examples, codec };
};

const inMilliseconds = (samples: number, sampleRate: number): string =>
  `${((1_000 * samples) / sampleRate).toLocaleString('en', { maximumFractionDigits: 1 })} ms`;

/** What a picture cannot show, and what would help. */
function tellWhatIsLost(codec: SpectrogramCodec, clips: readonly Float32Array[], warn: (text: string) => void): void {
  const { sampleRate, hop, frames, fftSize, mels } = codec;
  const room = hop * (frames - 1);
  const longer = clips.filter(({ length }) => length > room).length;
  if (longer > 0)
    warn(
      `${longer.toLocaleString('en')} of ${clips.length.toLocaleString('en')} sounds are longer than the ${(room / sampleRate).toFixed(2)} s of a picture; their ends are left out. More columns would show them.`,
    );
  if (hop > fftSize / 2)
    warn(
      `From window to window are ${inMilliseconds(hop, sampleRate)}, more than half of a window of ${inMilliseconds(fftSize, sampleRate)}: what is between them is hardly seen, and sounds made of such pictures tremble. A shorter step or a longer window helps.`,
    );
  const empty = melFilterBank({ sampleRate, fftSize, mels }).filter(({ weights }) => weights.length === 0).length;
  if (empty > 0)
    warn(
      `${empty} of ${mels} bands are narrower than the spectrum is fine, and stay black. Ask for fewer bands or a longer window.`,
    );
}
