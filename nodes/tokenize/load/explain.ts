import type { Explanation } from '@/graph';
import type { load } from './node';

export const explain: Explanation<typeof load> = {
  more: 'A model can only be used with the tokenizer it was trained with: the ids of another one mean other pieces. Loading one here keeps them together, or lets you compare a published tokenizer with your own.',
  lookAt: 'The size of its vocabulary: every token costs the model a row of its embedding.',
  source: 'Hugging Face tokenizers, file format of tokenizer.json',
  params: {
    file: 'The file that Hugging Face’s tokenizers library writes. Byte-level BPE, unigram and character vocabularies are read.',
  },
};
