import type { Explanation } from '@/graph';
import type { loadPreferences } from './node';

export const explain: Explanation<typeof loadPreferences> = {
  more: 'Three formats are read. Pairs with “prompt”, “chosen” and “rejected” as texts; Anthropic’s hh-rlhf, where both sides are whole conversations that share their beginning; and lists of messages with a role and a content. Conversations are written out as “Human:” and “Assistant:” turns, so a model should be trained on text of that form before it is aligned.',
  lookAt:
    'Read some pairs: the preferred answer should be better in a way that you can name. What you cannot tell, the model will not learn.',
  source: 'Bai et al. 2022 (hh-rlhf); the data formats of Hugging Face’s TRL',
  params: {
    file: 'Each pair has “chosen” and “rejected”, and a “prompt” unless both begin with it. It stays on your device.',
    lenient: 'Goes on without the pairs that lack a side, and says which. Otherwise the first of them is an error.',
    most: 'Only so many are read, from the beginning of the file.',
  },
};
