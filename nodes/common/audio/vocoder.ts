import {
  addOperation,
  emptyExampleNetwork,
  GenloomError,
  type Network,
  type SpectrogramCodec,
  type Vocoder,
} from '@/graph';
import { peakOf, withPeak } from '@/ml/audio/sounds';
import { columnsOf, mendedSounds, roughSpectrum, seenFrom, seenOf } from '@/ml/audio/vocoder';
import { runNetwork } from '@/ml/forward';
import { createConstants } from '@/ml/layers/constants';
import type { Random } from '@/ml/random';
import { withRole } from '@/ml/roles';
import { tensor, tidy } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { describeConvnext } from '../../network/parameters';
import { concreteNetwork, roleOf } from '../network';

/** A network that mends the rough spectrum of a picture: it says a change of magnitude and of phase for every bin at each moment, `[B, frames, seen] → [B, frames, 2 · bins]`. */
export function vocoderNetwork(
  codec: SpectrogramCodec,
  { width, blocks }: { readonly width: number; readonly blocks: number },
): Network {
  const { frames, fftSize } = codec;
  const params = { inputs: seenOf(codec), width, hidden: 3 * width, blocks, kernel: 7, outputs: fftSize + 2 };
  return addOperation(emptyExampleNetwork({ shape: [frames, params.inputs], time: false, classes: 0 }), {
    layer: 'convnext',
    params,
    shape: ['B', frames, params.outputs],
    ...describeConvnext(params, frames),
  });
}

/** Pictures that a network is given at once. */
const AT_ONCE = 8;

/**
 * The sounds of pictures by a vocoder, their peaks 0.8; told after every few how many are done.
 * @throws GenloomError `vocoder.other-codec` where it learned from other spectrograms
 */
export async function vocode(
  vocoder: Vocoder,
  codec: SpectrogramCodec,
  pictures: readonly ArrayLike<number>[],
  random: Random,
  breathe: (done: number) => Promise<void>,
): Promise<Float32Array[]> {
  requireSameCodec(vocoder.codec, codec);
  const { mender } = vocoder.networks;
  const network = roleOf(mender ? { mender: withRole(concreteNetwork(mender), 'mender') } : {}, 'mender');
  const weights = uploadWeights(network, vocoder.weights);
  const constants = createConstants();
  const [frames, bins, seen] = [codec.frames, codec.fftSize / 2 + 1, seenOf(codec)];
  const samples = codec.hop * (frames - 1);
  const clips: Float32Array[] = [];
  try {
    for (let from = 0; from < pictures.length; from += AT_ONCE) {
      const some = pictures.slice(from, from + AT_ONCE);
      const input = new Float32Array(some.length * frames * seen);
      const [real, imaginary] = [
        new Float32Array(some.length * frames * bins),
        new Float32Array(some.length * frames * bins),
      ];
      for (const [place, picture] of some.entries()) {
        const rough = roughSpectrum(picture, codec, random.split(`sound ${from + place}`));
        input.set(seenFrom(columnsOf(picture, codec), rough, codec, 0, frames), place * frames * seen);
        real.set(rough.real, place * frames * bins);
        imaginary.set(rough.imaginary, place * frames * bins);
        await breathe(from + place);
      }
      const sounds = tidy(() => {
        const shape = [some.length, frames, bins];
        const said = runNetwork(network, weights, { input: tensor(input, [some.length, frames, seen]) }, { constants });
        return mendedSounds(said, { real: tensor(real, shape), imaginary: tensor(imaginary, shape) }, codec, constants);
      });
      const data = Float32Array.from(await sounds.data());
      sounds.dispose();
      // A picture without anything in it is silence.
      for (const [place, picture] of some.entries())
        clips.push(
          peakOf(picture) > 0.02
            ? withPeak(data.subarray(place * samples, (place + 1) * samples), 0.8)
            : new Float32Array(samples),
        );
      await breathe(clips.length);
    }
  } finally {
    disposeAll(weights);
    constants.dispose();
  }
  return clips;
}

function requireSameCodec(learned: SpectrogramCodec, given: SpectrogramCodec): void {
  const differs = (['sampleRate', 'fftSize', 'hop', 'mels', 'coefficients', 'frames', 'range'] as const).find(
    (name) => learned[name] !== given[name],
  );
  if (differs === undefined) return;
  throw new GenloomError({
    code: 'vocoder.other-codec',
    title: 'The vocoder learned from other spectrograms than these.',
    detail: `${NAMES[differs]}: it learned with ${learned[differs] ?? 'none'}, and here there are ${given[differs] ?? 'none'}.`,
    fix: 'Wire the same “Way back” to “Train vocoder” and here.',
  });
}

const NAMES = {
  sampleRate: 'Samples a second',
  fftSize: 'Samples in a window',
  hop: 'Samples from window to window',
  mels: 'Bands',
  coefficients: 'Coefficients',
  frames: 'Columns',
  range: 'Decibels from black to white',
} as const;
