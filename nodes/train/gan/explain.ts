import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The generator turns random numbers into examples. The critic is shown real and made ones and learns to score the real ones higher; the generator learns to be scored higher. Neither is told what makes an example good: they find it out against each other.',
  formula: 'critic: E D(g(z)) − E D(x) + λ (‖∇D(x̂)‖ − 1)²      generator: −E D(g(z))',
  lookAt:
    'The samples: the losses of two players do not fall as one does, since each gets harder as the other gets better. Samples that all look alike mean that the generator has found one thing that works: its modes have collapsed. With points in a plane, the colour under them is the critic’s score: the made points climb to where it is strong, and the critic then takes the hill away from under them.',
  source:
    'Goodfellow et al. 2014; Arjovsky et al. 2017; Gulrajani et al. 2017; Miyato et al. 2018 (spectral normalisation); Mescheder et al. 2018 (R1); Miyato & Koyama 2018 (class); Heusel et al. 2017 (two time scales); Zhao et al. 2020 (changes before the critic)',
};
