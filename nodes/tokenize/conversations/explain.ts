import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A model reads one row of tokens, so a conversation is written as one, with signs that tell who speaks. The loss counts the tokens of answers alone, and the sign that ends them. What stands in a block before the answer is seen, and not learned.',
  formula: 'loss = −1/|A| ∑ᵢ∈A log p(tᵢ | t₁ … tᵢ₋₁),  A: tokens of answers',
  lookAt: 'How a conversation is written, and how many of its tokens are answers.',
  source: 'Ouyang et al. 2022; Hugging Face, chat templates',
};
