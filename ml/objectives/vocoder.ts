import { powerTensor, spectrumTensors } from '../audio/differentiable-stft';
import { melFilterBank } from '../audio/mel';
import type { SpectrogramOptions } from '../audio/spectrogram';
import type { StftOptions } from '../audio/stft';
import { mendedSounds, seenFrom, seenOf, type VocoderData } from '../audio/vocoder';
import { runNetwork } from '../forward';
import { type Constants, createConstants } from '../layers/constants';
import type { Network } from '../network';
import {
  abs,
  add,
  div,
  log,
  matMul,
  mean,
  mul,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
} from '../tf';
import type { Objective } from './objective';

/** Stretches of sounds: what a network sees of them, `count × frames × seen`, their rough spectra, `count × frames × bins`, and `hop · (frames − 1)` samples of each. */
export interface SoundStretches {
  readonly count: number;
  readonly seen: Float32Array;
  readonly real: Float32Array;
  readonly imaginary: Float32Array;
  readonly sounds: Float32Array;
}

/** Moments that one stretch is judged by, at most. */
const STRETCH = 20;
/** Powers below this, some 60 dB under what is loud, count as this. */
const FLOOR = 1e-4;
/** What bands weigh: they are what the picture says, so that the network is not to give them up for single bins. */
const MEL_WEIGHT = 4;

/**
 * Mend the rough spectrum of a picture so that it becomes the sound: spectra at several resolutions are to be those of the real sound (spectral convergence and
 * distance of logarithms, Yamamoto et al. 2020, eq. 4–6), and its mel bands too (Kong et al. 2020, eq. 5). Waves are never compared sample by sample: a picture does
 * not say where they begin.
 */
export function vocoderObjective(
  network: Network,
  options: SpectrogramOptions,
): Objective<VocoderData, SoundStretches> {
  const { fftSize, hop } = options;
  const [seen, bins] = [seenOf(options), fftSize / 2 + 1];
  // Windows of so many frames at either end reach out of a stretch, so these are not compared.
  const edge = Math.ceil(fftSize / 2 / hop);
  const frames = Math.min(options.frames, STRETCH + 2 * edge);
  const samples = hop * (frames - 1);
  const out = frames > 4 * edge || frames === STRETCH + 2 * edge ? edge : 0;
  const resolutions = [fftSize, fftSize / 2, fftSize / 4].map((size) => ({ fftSize: size, hop: size / 4 }));

  return {
    draw(data, batchSize, random) {
      const batch = {
        count: batchSize,
        seen: new Float32Array(batchSize * frames * seen),
        real: new Float32Array(batchSize * frames * bins),
        imaginary: new Float32Array(batchSize * frames * bins),
        sounds: new Float32Array(batchSize * samples),
      };
      for (let row = 0; row < batchSize; row++) {
        const which = random.int(data.sounds.length);
        const from = random.int(options.frames - frames + 1);
        const [columns, rough, sound] = [data.columns[which], data.rough[which], data.sounds[which]];
        if (!columns || !rough || !sound) throw new RangeError('There is no sound to learn from.');
        batch.seen.set(seenFrom(columns, rough, options, from, frames), row * frames * seen);
        const part = (numbers: Float32Array) => numbers.subarray(from * bins, (from + frames) * bins);
        batch.real.set(part(rough.real), row * frames * bins);
        batch.imaginary.set(part(rough.imaginary), row * frames * bins);
        batch.sounds.set(sound.subarray(from * hop, from * hop + samples), row * samples);
      }
      return batch;
    },
    size: ({ count }) => count * frames,
    loss(_all, weights, { count, sounds, ...batch }, context) {
      const constants = context.constants ?? createConstants();
      const input = tensor(batch.seen, [count, frames, seen]);
      const rough = {
        real: tensor(batch.real, [count, frames, bins]),
        imaginary: tensor(batch.imaginary, [count, frames, bins]),
      };
      const said = runNetwork(network, weights, { input }, { ...context, constants });
      const within = (x: Tensor) => slice(x, [0, out * hop], [count, samples - 2 * out * hop]);
      const made = within(mendedSounds(said, rough, options, constants));
      const real = within(tensor(sounds, [count, samples]));
      const powers = resolutions.map(
        (resolution) => [powerOf(made, resolution, constants), powerOf(real, resolution, constants)] as const,
      );
      const bank = constants.get(`mel/${fftSize}/${options.mels}`, () => bankTensor(options));
      const spectral = powers.map(([heard, wanted]) => spectralLoss(heard, wanted)).reduce((all, one) => add(all, one));
      const mel = powers
        .slice(0, 1)
        .map(([heard, wanted]) => mul(distance(levels(heard, bank), levels(wanted, bank)), MEL_WEIGHT));
      const loss = mel.reduce((all, one) => add(all, one), div(spectral, resolutions.length)).asScalar();
      if (!context.constants) constants.dispose();
      return loss;
    },
  };
}

const powerOf = (sounds: Tensor, options: StftOptions, constants: Constants): Tensor =>
  powerTensor(spectrumTensors(sounds, options, constants), FLOOR);

/** Spectral convergence, and the mean distance of the logarithms of magnitudes. */
function spectralLoss(heard: Tensor, wanted: Tensor): Tensor {
  const off = sum(square(sub(sqrt(heard), sqrt(wanted))));
  // Where both are silent nothing is off, and the slope of a root at nothing is no number.
  return add(sqrt(add(div(off, sum(wanted)), 1e-8)), mul(distance(log(heard), log(wanted)), 0.5));
}

const distance = (a: Tensor, b: Tensor): Tensor => mean(abs(sub(a, b)));

/** Logarithms of the power in mel bands, halved as those of magnitudes are. */
function levels(power: Tensor, bank: Tensor): Tensor {
  const [bins = 0] = bank.shape;
  return mul(log(add(matMul(reshape(power, [-1, bins]), bank), 1e-6)), 0.5);
}

/** `[bins, mels]` */
function bankTensor(options: SpectrogramOptions): Tensor {
  const [bins, bank] = [options.fftSize / 2 + 1, melFilterBank(options)];
  const matrix = new Float32Array(bins * bank.length);
  for (const [mel, { first, weights }] of bank.entries())
    for (const [bin, weight] of weights.entries()) matrix[(first + bin) * bank.length + mel] = weight;
  return tensor(matrix, [bins, bank.length]);
}
