import type { Explanation } from '@/graph';
import type { encodeTable } from './node';

export const explain: Explanation<typeof encodeTable> = {
  more: 'A network takes numbers of about the same size. A number becomes its rank among all values of its column, laid out as a normal distribution has it, or its distance from the mean. A category becomes one number for each of its words: 1 for the word that is there, 0 for all others. Where values are missing, one more number says so.',
  formula: 'rank: z = Φ⁻¹((r − ½) / n)      deviation: z = (x − μ) / σ      one-hot: e(word) ∈ {0, 1}ᵏ',
  lookAt: 'How many numbers a row becomes: a column with hundreds of words makes it wide, and harder to learn.',
  source:
    'Xu et al. 2019 (CTGAN); Kotelnikov et al. 2023 (TabDDPM), quantile transformation; Theis et al. 2016 (spreading)',
  params: {
    scaling:
      'Ranks suit columns of every shape, also those with two hills or a long tail. Deviations keep distances as they are.',
    classes:
      'The heading of a column of categories that a model shall be told, so that rows of one category can be asked for. Empty: all columns become numbers.',
    spread:
      'For a flow, which learns a density: where numbers are 0 or 1 and nothing between, it may become as high as it likes there, and learns little else. Each is laid anywhere in its half instead, and comes back as the category that it was.',
  },
  outputs: {
    codec: 'For “Numbers into a table”.',
  },
};
