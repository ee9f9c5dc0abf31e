import type { Explanation } from '@/graph';
import type { prepareSounds } from './node';

export const explain: Explanation<typeof prepareSounds> = {
  more: 'Recordings begin and end with silence, and are as loud as somebody stood near. Neither says what was said, so both are taken off. Copies that are a little faster, a little later and in a little noise teach a model what does not matter. The second input joins another set to the first: recordings and synthesised voices, for instance.',
  lookAt: 'Whether sounds begin and end where the word does. If ends are missing, take off only what is quieter still.',
  source: 'Ko et al. 2015 (speed perturbation)',
  params: {
    trim: 'At both ends, measured against the loudest 10 milliseconds. 0 takes nothing off.',
    level: 'Brings every sound’s peak to 0.9.',
    copies:
      'Besides the sound itself. Copy training sounds only: of a sound whose copies were learned from, nobody can say how well it is recognised.',
    speed: 'A share: 0.1 is from 10 % slower to 10 % faster. The voice gets deeper or higher with it.',
    shift: 'Put before or behind it, so that words do not always lie in the middle.',
    noise: 'Against the peak; each copy draws up to 20 dB less. 35 is a quiet room, 15 a street.',
  },
  inputs: {
    more: 'A second set, joined to the first and brought to its sample rate. Its classes have to be among those of the first.',
  },
};
