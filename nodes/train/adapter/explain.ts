import type { Explanation } from '@/graph';
import type { trainAdapter } from './node';

export const explain: Explanation<typeof trainAdapter> = {
  more: 'Beside each large matrix stands the product of two thin ones, and only these learn. They begin as nothing, so the model begins as it was. An adapter is a small part of the model’s size, takes less memory while it trains, and can be taken off again: one base may have many, each a voice of its own.',
  formula: 'y = x·W + (alpha / rank) · (x·A)·B,  A: in × rank,  B: rank × out',
  lookAt:
    'How few parameters are trained, and how near the validation loss comes to that of fine-tuning all of them. If it stays high, raise the rank or the learning rate: adapters want a higher one than whole models.',
  source: 'Hu et al. 2021 (LoRA); first values as in Hugging Face PEFT',
  params: {
    rank: 'How thin the addition is. A higher rank can learn more, and is larger.',
    alpha: 'The addition counts alpha / rank. Twice the rank is usual.',
    feedForward: 'Beside its up, down and, where it has one, gate. Learns more, and is larger.',
    dropout: 'The share of what goes into an addition that is dropped while it trains, against learning by heart.',
  },
  inputs: {
    model: 'The base: none of its weights are changed.',
  },
  outputs: {
    adapter: 'For “Apply adapter”.',
  },
};
