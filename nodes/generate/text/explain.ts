import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A language model gives a probability for every token that could come next. How the next one is chosen is not part of the model: it is decoding, and it decides whether a text is dull, lively or nonsense. The trace shows the likeliest candidates at each step and which of them the strategy ruled out.',
  formula: 'p(t) = softmax(logits / temperature), cut to top-k, top-p, min-p',
  lookAt:
    'Steps where many candidates are nearly as likely: there the strategy matters most. Greedy text tends to run in circles.',
  source:
    'Fan et al. 2018 (top-k); Holtzman et al. 2020 (top-p); Nguyen et al. 2024 (min-p); Keskar et al. 2019 (penalty)',
};
