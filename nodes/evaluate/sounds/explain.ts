import type { Explanation } from '@/graph';
import type { evaluateSounds } from './node';

export const explain: Explanation<typeof evaluateSounds> = {
  more: 'Waves that sound alike may have nothing in common sample by sample, since phases are free. So spectra are compared. A copy that was made of a very sound, as Griffin–Lim does, is held against it frame by frame. What a model made by itself has no original; there the average spectrum of a class is held against that of real ones, which tells a voice that is too dull or too shrill, and says nothing about the order in which it speaks.',
  formula: 'LSD = meanₜ √( meanₖ (10 log₁₀ P / P̂)² )',
  lookAt: 'About 1 dB is hardly heard; 6 dB and more is another sound. Hear both.',
  source: 'Gray & Markel 1976; Sturmel & Daudet 2011 (convergence); Byrne et al. 1994 (average spectra)',
  params: {
    compares:
      'Pairs are in the same order on both sides, and about the same middle where one is longer; what the other lacks counts as silence.',
    equallyLoud: 'All are brought to the same peak first. What is 80 dB below the loudest counts as silence.',
    window: 'Rounded to a power of two in samples. Longer windows tell frequencies better, and moments worse.',
    mels: 'Bands as ears hear them.',
  },
  inputs: {
    made: 'Those to be judged.',
    real: 'Those that they should be like.',
  },
};
