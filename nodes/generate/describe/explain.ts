import type { Explanation } from '@/graph';
import type { describePictures } from './node';

export const explain: Explanation<typeof describePictures> = {
  more: 'The model writes one word after the other, each the likeliest after the picture, the question and what it has written so far. It is asked as it was taught: small letters, a question mark at the end.',
  formula: 'wordₜ = arg max p(word | picture, question, word₁ … wordₜ₋₁)',
  lookAt: 'What it says where a question does not fit the picture: it answers all the same.',
  source: 'Liu et al. 2023 (LLaVA)',
  params: {
    question:
      'Nothing: each picture is described. Where it stands under captions, as “Questions about pictures” writes them, those pictures are asked about, and answers are marked; otherwise all.',
    limit: 'So many of the pictures, spread evenly over them.',
  },
  outputs: { text: 'A document for each picture that was looked at, in their order.' },
};
