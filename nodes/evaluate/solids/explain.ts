import type { Explanation } from '@/graph';
import type { evaluateSolids } from './node';

export const explain: Explanation<typeof evaluateSolids> = {
  more: 'Points are spread over both surfaces, and each looks for the nearest of the other. The Chamfer distance is how far that is, squared, on the mean, one way plus the other; the F-score is how many find one nearby. Of copies, each is compared with what it is a copy of. Of solids that were made out of nothing, every one is compared with every given one: each made one with the nearest (how good they are), and each given one with the nearest that was made (whether any are missing).',
  formula: 'CD(A, B) = meanₐ min_b ‖a − b‖² + mean_b minₐ ‖a − b‖²      F = 2PR / (P + R)',
  lookAt: 'Two samples of the same surface are not at 0 either: what is real, compared with itself, is told beside.',
  source:
    'Fan et al. 2017; Achlioptas et al. 2018 (coverage, minimum matching distance); Tatarchenko et al. 2019 (F-score)',
  params: {
    compare: 'Pair by pair needs as many made as real ones, in the same order: reconstructions.',
    points: 'More tell finer differences, and take their square in time.',
    reach:
      'In units of the cube from −1 to 1: 0.1 is a twentieth of its side. Far less than points lie apart finds nothing, even on the same surface.',
    most: 'Of each set so many are compared, evenly spaced: all pairs are looked at.',
  },
};
