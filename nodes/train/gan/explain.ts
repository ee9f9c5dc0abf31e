import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainGan } from './node';

export const explain: Explanation<typeof trainGan> = {
  more: 'The generator turns random numbers into examples. The critic is shown real and made ones and learns to score the real ones higher; the generator learns to be scored higher. Neither is told what makes an example good: they find it out against each other.',
  formula: 'critic: E D(g(z)) − E D(x) + λ (‖∇D(x̂)‖ − 1)²      generator: −E D(g(z))',
  lookAt:
    'The samples: the losses of two players do not fall as one does, since each gets harder as the other gets better. Samples that all look alike mean that the generator has found one thing that works: its modes have collapsed. With points in a plane, the colour under them is the critic’s score: the made points climb to where it is strong, and the critic then takes the hill away from under them.',
  source:
    'Goodfellow et al. 2014; Arjovsky et al. 2017; Gulrajani et al. 2017; Miyato et al. 2018 (spectral normalisation); Mescheder et al. 2018 (R1); Miyato & Koyama 2018 (class); Heusel et al. 2017 (two time scales); Zhao et al. 2020 (changes before the critic)',
  params: {
    ...exampleTrainingHelps,
    loss: 'The rules of the game. Wasserstein is the steadiest and the slowest.',
    smooth:
      'A critic that grows steep tells the generator nothing. A penalty is the most exact, and costs a second gradient. Clipping is what the first Wasserstein GAN did: quick, and coarse. Spectral normalisation divides every layer by how much it can stretch anything: quick, and nothing to set.',
    weightLimit: 'No weight of the critic grows beyond this. 0.01 is the published value; small critics may need 0.1.',
    penalty:
      'Keeps the critic from growing steep, without which its score means nothing. 10 is usual for images, 0.1 for points. Only where a penalty keeps it smooth.',
    r1: 'Keeps the critic flat at real examples, so that the two players settle instead of circling. 0 is off. Only where a penalty keeps it smooth.',
    criticMoves:
      'How often the critic learns before the generator does once. 5 for Wasserstein, whose critic should be ahead; 1 is usual with the other losses.',
    criticRate:
      'How far the critic moves, compared with the generator. 2 to 4 keep it ahead without more moves (two time scales).',
    augment:
      'Real and made images are changed alike before the critic sees them, so that it cannot learn a few images by heart. For small collections of images.',
  },
  inputs: {
    generator: 'Begins at a “Noise input”, and gives an example.',
    critic: 'Takes an example, and gives a score.',
  },
};
