import { GenloomError, type Metric, type Run, type RunContext, type Sounds } from '@/graph';
import { averageSpectrum, logSpectralDistance, melDistance, spectraApart } from '@/ml/audio/distances';
import { spectralConvergence } from '@/ml/audio/griffin-lim';
import type { MelSpectrogramOptions } from '@/ml/audio/log-mel';
import { isSilent, withPeak } from '@/ml/audio/sounds';
import { fitted } from '@/ml/audio/spectrogram';
import { powerOf, stft, windowSize } from '@/ml/audio/stft';
import type { evaluateSounds } from './node';

export const run: Run<typeof evaluateSounds> = async ({ made, real }, params, context) => {
  const { log } = context;
  if (made.clips.length === 0 || real.clips.length === 0)
    throw new GenloomError({
      code: 'sounds.none',
      title: `There are no ${made.clips.length === 0 ? 'made' : 'real'} sounds to compare.`,
      fix: 'Wire sounds to both inputs.',
    });
  if (made.sampleRate !== real.sampleRate)
    throw new GenloomError({
      code: 'sounds.rates',
      title: `The made sounds have ${made.sampleRate.toLocaleString('en')} samples a second, the real ones ${real.sampleRate.toLocaleString('en')}.`,
      fix: 'Set the same sample rate in both “Sounds”.',
    });
  const silent = made.clips.filter(isSilent).length;
  if (silent > 0) log('warning', `${silent} of the made sounds ${silent === 1 ? 'is' : 'are'} silent.`);
  const { window, mels, equallyLoud, compares } = params;
  const fftSize = windowSize(window, made.sampleRate);
  const heard = ({ clips, ...rest }: Sounds): Sounds => ({
    ...rest,
    clips: equallyLoud ? clips.map((clip) => withPeak(clip, 1)) : clips,
  });
  const options = { fftSize, hop: fftSize / 4, mels, sampleRate: made.sampleRate };
  const values = await (compares === 'pairs' ? byPair : byClass)(heard(made), heard(real), options, context);
  return { metrics: { values, curves: [], notes: [] } };
};

type Context = Pick<RunContext, 'breathe' | 'progress'>;

/** Each against its own, about the same middle: of a picture a sound comes back with silence to both sides, or without its ends. What one lacks is silence there. */
async function byPair(made: Sounds, real: Sounds, options: MelSpectrogramOptions, context: Context): Promise<Metric[]> {
  if (made.clips.length !== real.clips.length)
    throw new GenloomError({
      code: 'sounds.no-pairs',
      title: `${made.clips.length.toLocaleString('en')} sounds cannot be held against ${real.clips.length.toLocaleString('en')}, each against its own.`,
      fix: 'Compare classes on average, or give copies of the very sounds.',
    });
  let [logs, mel, convergence] = [0, 0, 0];
  for (const [at, clip] of made.clips.entries()) {
    const original = real.clips[at] ?? new Float32Array(0);
    const length = Math.max(clip.length, original.length);
    const [copy, own] = [fitted(clip, length), fitted(original, length)];
    logs += logSpectralDistance(copy, own, options);
    mel += melDistance(copy, own, options);
    convergence += spectralConvergence(powerOf(stft(own, options)).map(Math.sqrt), copy, options);
    context.progress({ done: at + 1, total: made.clips.length });
    await context.breathe();
  }
  const count = made.clips.length;
  return [
    apart('Log-spectral distance', logs / count, 'Of each frame over all frequencies, on average.'),
    apart('Mel spectra apart', mel / count, 'The same in bands as ears hear them.'),
    {
      name: 'Spectral convergence',
      value: convergence / count,
      better: 'lower',
      help: 'What the magnitudes are off by, as a share of all there is. 0 is a copy.',
    },
  ];
}

/** What a class is on average, against the same class. */
async function byClass(
  made: Sounds,
  real: Sounds,
  options: MelSpectrogramOptions,
  context: Context,
): Promise<Metric[]> {
  const classes = classesOf(made).filter((name) => classesOf(real).includes(name));
  if (classes.length === 0)
    throw new GenloomError({
      code: 'sounds.no-class',
      title: 'The made sounds and the real ones have no class in common.',
      detail: `Made: ${classesOf(made).slice(0, 10).join(', ')}. Real: ${classesOf(real).slice(0, 10).join(', ')}.`,
      fix: 'Give both the same classes.',
    });
  const values: Metric[] = [];
  for (const name of classes) {
    const average = (sounds: Sounds) => averageSpectrum(clipsOf(sounds, name), options);
    const help = 'Of the average spectra, in mel bands.';
    values.push(apart(name || 'Average spectra apart', spectraApart(average(made), average(real)), help));
    context.progress({ done: values.length, total: classes.length });
    await context.breathe();
  }
  if (values.length === 1) return values;
  const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
  return [apart('Average spectra apart', mean, 'The mean over classes.'), ...values];
}

const apart = (name: string, value: number, help: string): Metric => ({
  ...{ name, value, unit: 'dB', better: 'lower', help },
});

/** The classes that have sounds; one without a name where there are none. */
const classesOf = ({ classes, labels }: Sounds): readonly string[] =>
  classes && labels ? classes.filter((_, at) => labels.includes(at)) : [''];

const clipsOf = ({ clips, classes, labels }: Sounds, name: string): readonly Float32Array[] =>
  classes && labels ? clips.filter((_, at) => classes[labels[at] ?? -1] === name) : clips;
