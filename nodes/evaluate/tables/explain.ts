import type { Explanation } from '@/graph';
import type { evaluateTables } from './node';

export const explain: Explanation<typeof evaluateTables> = {
  more: 'A made table is good when nobody can tell it from a real one by looking at columns, at pairs of columns, or at what can be learned from it, and when it is no copy. Columns are compared by the greatest difference of their distributions, pairs by how differently they go together. Then the same question is answered twice: a column of real rows is predicted from the most similar made rows, and from the most similar training rows. Last, the training row closest to each made row is looked for: where made rows lie nearer to training rows than other real rows do, the table gives away whom it was learned from.',
  formula:
    'KS = maxₓ |F(x) − G(x)|      TV = ½ Σ |p − q|      V = √(χ² / n (min(r, c) − 1))      η² = between / total variance      R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)²',
  lookAt:
    'Each number beside what real rows have among themselves, which its help tells. “Predicted from made rows” should come close to “Predicted from training rows”; the closest training row should be as far from made rows as from real ones.',
  source:
    'Massey 1951 (Kolmogorov–Smirnov); Cramér 1946; Fisher 1925; Esteban et al. 2017 (train on synthetic, test on real); Zhao et al. 2021, CTAB-GAN (distance to the closest record)',
  params: {
    target:
      'The heading of a column that is predicted from all others: once from made rows, once from training rows. Empty: the first column of categories, or of numbers where there is none.',
    neighbours: 'How many of the most similar rows a prediction asks.',
  },
  inputs: {
    real: 'Rows that the model has not seen: the part that was put aside.',
    training: 'What the model learned from: to tell what chance does, to predict from, and to find copies of it.',
  },
};
