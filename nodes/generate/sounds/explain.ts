import type { Explanation } from '@/graph';
import type { generateSounds } from './node';

export const explain: Explanation<typeof generateSounds> = {
  more: 'A spectrogram tells how loud each band is, and not where its waves begin: the phases are lost. Bands are spread over frequencies again so that they would give the same picture, and Griffin–Lim then looks for phases that fit: it makes a sound of the spectrum, takes the phases of that sound, keeps the loudness that is wanted, and so on. What comes out sounds a little hollow, as if spoken into a pipe. A vocoder, where one is wired, begins with a few such rounds and then mends what it has learned to mend.',
  formula: 'X ← S · e^(i∠C),  C = STFT(ISTFT(X)),  overshooting by 0.99 of the last change',
  lookAt: 'Listen first to spectrograms of real sounds: what a model makes can sound no better.',
  source: 'Griffin & Lim 1984; Perraudin, Balazs & Søndergaard 2013 (fast); Lee & Seung 2001 (out of the bands)',
  params: { rounds: 'More sound cleaner; beyond a hundred one hardly hears it. With a vocoder it changes nothing.' },
  inputs: {
    codec: 'From “Sounds into spectrograms”.',
    vocoder: 'From “Train vocoder”, which learned with the same “Way back”. It takes the place of the rounds.',
  },
};
