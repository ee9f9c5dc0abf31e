import type { Explanation } from '@/graph';
import type { indexPassages } from './node';

export const explain: Explanation<typeof indexPassages> = {
  more: 'By words: for each word it is written down in which passages it stands, and how often. By meaning: each passage becomes a vector, and what means the same has vectors that point the same way. Without a model these are learned here, from which words stand beside the same others (latent semantic analysis): “doctor” and “physician” come to lie together because both stand near “patient”. That needs some hundred passages to work well. A language model or a BERT at “Model” makes the vectors instead: the mean of what it sees at each token of a passage.',
  formula:
    'A ≈ U Σ Vᵀ, A = (1 + ln tf) · ln(N / df);   passage = A V Σ / |A V Σ|;   of a model: mean of its last layer, standardised',
  lookAt: 'A search for something in words that the passage does not have: by words alone it is not found.',
  source:
    'Deerwester et al. 1990 (latent semantic analysis); Halko et al. 2011 (randomised SVD); Caron 2001 (axes by their singular values); Porter 1980 (endings); Reimers & Gurevych 2019 (mean of tokens)',
  params: {
    stems: '“Connects”, “connected” and “connecting” become one word. For other languages leave words as they are.',
    width:
      'Without a model. Fewer are kept where they bring halves of a passage together more surely: too many tell apart words that mean the same. With a model its own width counts.',
  },
  inputs: {
    model:
      'A language model or one that fills gaps, such as BERT. It is kept in the index, since every search needs it.',
  },
};
