import { GenloomError, type Run, type RunContext, type Sounds, type SpectrogramCodec } from '@/graph';
import { rowsOf } from '@/ml/audio/spectrogram';
import { type RoughSpectrum, toLearn, type VocoderData } from '@/ml/audio/vocoder';
import { countParameters } from '@/ml/network';
import { vocoderObjective } from '@/ml/objectives/vocoder';
import { vocoderNetwork } from '../../common/audio/vocoder';
import { rolesOf } from '../../common/network';
import { curvesOf, measuredLosses, settingsOf } from '../common/curves';
import { trainShown } from '../common/shown';
import { refuseLarge } from '../common/too-large';
import type { TrainingWords } from '../common/words';
import type { trainVocoder } from './node';

const words: TrainingWords = { loss: 'distance of spectra', speed: 'moments/s' };

export const run: Run<typeof trainVocoder> = async ({ sounds, codec, validation }, params, context) => {
  const { width, blocks, average, batchSize } = params;
  const networks = { mender: vocoderNetwork(codec, { width, blocks }) };
  const { mender } = rolesOf(networks);
  refuseLarge([mender], batchSize, context);
  const { state } = await trainShown(params, context, {
    network: mender,
    data: {
      training: await ready(sounds, codec, 'sounds', context),
      ...(validation && { validation: await ready(validation, codec, 'sounds to validate with', context) }),
    },
    objective: vocoderObjective(mender, codec),
    words,
    evaluateBatches: 2,
    ...(average > 0 && { average }),
  });
  return {
    vocoder: {
      networks,
      weights: state.average ?? state.weights,
      shape: [rowsOf(codec), codec.frames, 1],
      classes: [],
      scaling: { mean: [0], deviation: [1] },
      trainedSteps: state.step,
      codec,
    },
    metrics: {
      values: [
        ...measuredLosses(state.history.evaluations.at(-1), words),
        { name: 'Steps', value: state.step },
        { name: 'Parameters', value: countParameters(mender) },
      ],
      curves: [...curvesOf(state.history, words), ...settingsOf(state.history, words)],
      notes: [],
    },
  };
};

/** Numbers that rough spectra and sounds may come to: they are held in memory. */
const MOST_NUMBERS = 60_000_000;

/** Each sound with its picture and its rough spectrum, of those in which anything can be heard. */
async function ready(given: Sounds, codec: SpectrogramCodec, what: string, context: RunContext): Promise<VocoderData> {
  requireRate(given, codec, what);
  const most = Math.floor(MOST_NUMBERS / (codec.frames * (codec.fftSize + codec.hop)));
  const clips =
    given.clips.length > most
      ? context.random
          .split(what)
          .shuffle([...given.clips])
          .slice(0, most)
      : given.clips;
  if (clips.length < given.clips.length)
    context.log(
      'warning',
      `Of ${given.clips.length.toLocaleString('en')} ${what}, ${most.toLocaleString('en')} are taken, by chance: more do not fit into memory.`,
    );
  const [columns, rough, sounds]: [Float32Array[], RoughSpectrum[], Float32Array[]] = [[], [], []];
  for (const [place, clip] of clips.entries()) {
    const one = toLearn(clip, codec, context.random.split(`${what} ${place}`));
    if (one) {
      columns.push(one.columns);
      rough.push(one.rough);
      sounds.push(one.sound);
    }
    context.progress({ done: place + 1, total: clips.length, message: 'making rough spectra' });
    await context.breathe();
  }
  if (sounds.length === 0) throw nothing(what);
  const silent = clips.length - sounds.length;
  if (silent > 0)
    context.log(
      'warning',
      `${silent.toLocaleString('en')} of ${clips.length.toLocaleString('en')} ${what} are silent and left out.`,
    );
  return { options: codec, columns, rough, sounds };
}

function requireRate({ sampleRate }: Sounds, codec: SpectrogramCodec, what: string): void {
  if (sampleRate !== codec.sampleRate)
    throw new GenloomError({
      code: 'vocoder.rate',
      title: `The ${what} have ${sampleRate.toLocaleString('en')} samples a second, and those of the spectrograms ${codec.sampleRate.toLocaleString('en')}.`,
      fix: 'Wire the “Way back” of spectrograms of these very sounds, or give all “Sounds” the same sample rate.',
    });
}

const nothing = (what: string) =>
  new GenloomError({
    code: 'vocoder.nothing',
    title: `There are no ${what} in which anything can be heard.`,
    fix: 'Look at what comes in: files may be silent, or a node before this one may have removed everything.',
  });
