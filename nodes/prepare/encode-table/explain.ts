import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A network takes numbers of about the same size. A number becomes its rank among all values of its column, laid out as a normal distribution has it, or its distance from the mean. A category becomes one number for each of its words: 1 for the word that is there, 0 for all others. Where values are missing, one more number says so.',
  formula: 'rank: z = Φ⁻¹((r − ½) / n)      deviation: z = (x − μ) / σ      one-hot: e(word) ∈ {0, 1}ᵏ',
  lookAt: 'How many numbers a row becomes: a column with hundreds of words makes it wide, and harder to learn.',
  source: 'Xu et al. 2019 (CTGAN); Kotelnikov et al. 2023 (TabDDPM), quantile transformation',
};
