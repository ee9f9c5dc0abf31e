import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainVocoder } from './node';

const { samples: _none, ...helps } = exampleTrainingHelps;

export const explain: Explanation<typeof trainVocoder> = {
  more: 'A spectrogram says how loud bands are, not each frequency, and not where waves begin. What is not said is first guessed: bins that fit the bands, and phases by a few rounds of Griffin–Lim. The network sees that guess and the spectrogram, a few moments at a time, and says by how much each bin is to be louder and its phase to be turned; an inverse Fourier transform, through which it learns, makes the sound. It is right where the spectra of its sound are those of the real one, through long windows and through short ones: waves themselves are never compared, since a spectrogram does not tell where they begin.',
  formula:
    'x̂ = ISTFT(X · eᵐ · e^(iφ)),  (m, φ) = network(picture, X),  X a rough guess;  loss = ‖|S| − |Ŝ|‖ / ‖S‖ + |log S − log Ŝ|, at three window lengths and in mel bands',
  lookAt:
    'Listen to “Spectrograms into sounds” with it and without it, and let “Spectra apart” tell how far each is from the real sounds.',
  source:
    'Siuzdak 2023 (Vocos, whose network it is); Kaneko et al. 2022 (iSTFTNet); Yamamoto et al. 2020 (multi-resolution STFT loss)',
  params: {
    ...helps,
    width: 'Numbers that the network has for each moment.',
    blocks: 'Each lets a moment see three more on either side.',
    batchSize: 'Stretches of sounds that one step learns from.',
    evaluateEvery: 'How often the loss is measured and the work is kept.',
    average:
      'The vocoder has a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
  },
  inputs: {
    sounds: 'Such as it is to make: it knows no others.',
    codec: 'From “Sounds into spectrograms”: which pictures it will be given.',
    validation: 'Sounds that it does not learn from.',
  },
};
