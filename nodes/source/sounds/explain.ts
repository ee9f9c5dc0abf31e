import type { Explanation } from '@/graph';
import type { sourceSounds } from './node';

export const explain: Explanation<typeof sourceSounds> = {
  more: 'A sound is a list of numbers: how far the air is pushed, many thousand times a second. The built-in digits are spoken by a formant synthesiser: a buzz like that of vocal cords, breath and hiss go through resonances that move as a mouth does, and every word has another voice. Tones told in words are sums of sine waves: which harmonics there are makes a flute (hardly any), a clarinet (the odd ones), an organ (octaves) or a trumpet (all). Files of any rate and with several channels are brought to one rate and one channel.',
  formula: 'y(n) = A x(n) + B y(n−1) + C y(n−2), one such resonance for each formant',
  lookAt:
    'Press play, and look at the spectrogram: bands that move are the resonances of the mouth, upright stripes the beats of the vocal cords.',
  source: 'Klatt 1980 (formant synthesis); Peterson & Barney 1952 (formants)',
  params: {
    origin: 'What is built in is made on your device and needs no download. Files and recordings stay on your device.',
    file: 'WAV, MP3, FLAC or Ogg Vorbis files, a folder of them or a .zip, or what you record. Folders, or what is before the first “_” of a name, become classes: 7_anna_1.wav is a 7.',
    count: 'How many, at most. Of more files, some are drawn by chance.',
    sampleRate:
      'Samples a second. 8,000 is a telephone, 16,000 is clear speech, 44,100 all that ears hear. Twice as many are twice the work.',
    seconds: 'What is longer is cut off.',
    labelled: 'What a model can be asked for, or learns to tell.',
  },
};
