import type { Explanation } from '@/graph';
import type { encodeConversations } from './node';

export const explain: Explanation<typeof encodeConversations> = {
  more: 'A model reads one row of tokens, so a conversation is written as one, with signs that tell who speaks. The loss counts the tokens of answers alone, and the sign that ends them. What stands in a block before the answer is seen, and not learned.',
  formula: 'loss = −1/|A| ∑ᵢ∈A log p(tᵢ | t₁ … tᵢ₋₁),  A: tokens of answers',
  lookAt: 'How a conversation is written, and how many of its tokens are answers.',
  source: 'Ouyang et al. 2022; Hugging Face, chat templates',
  params: {
    template:
      'How it is written who speaks. A model that others trained wants theirs; one of your own does well with the plain one.',
    own: 'In Jinja, as “chat_template” in a published tokenizer_config.json.',
    blockLength: 'How many tokens the model sees at once. Longer conversations are cut.',
    packed:
      'Quicker, and each conversation then sees those before it in its block. Otherwise each has a block of its own, and none sees another.',
    learnAll: 'Usually off: the model is to learn to answer, not to ask.',
  },
  outputs: {
    training: 'For “Fine-tune language model”.',
  },
};
