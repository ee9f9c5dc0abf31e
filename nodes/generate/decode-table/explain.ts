import type { Explanation } from '@/graph';
import type { decodeTable } from './node';

export const explain: Explanation<typeof decodeTable> = {
  more: 'The way that “Table into numbers” went is gone back. Of a category’s numbers the greatest says which word it is. A number is put back on the scale of its column, rounded to as many digits as the column had, whole numbers to whole ones, and kept between its least and its greatest value. A value is missing where its mark says so.',
  formula: 'word = argmaxₖ e(k)      x = F⁻¹(Φ(z))  or  μ + σ z',
  lookAt: 'Rows that could not be: a puffin as heavy as a guillemot shows that columns do not yet hang together.',
  inputs: {
    codec: 'From “Table into numbers”.',
  },
};
