import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Beside each large matrix stands the product of two thin ones, and only these learn. They begin as nothing, so the model begins as it was. An adapter is a small part of the model’s size, takes less memory while it trains, and can be taken off again: one base may have many, each a voice of its own.',
  formula: 'y = x·W + (alpha / rank) · (x·A)·B,  A: in × rank,  B: rank × out',
  lookAt:
    'How few parameters are trained, and how near the validation loss comes to that of fine-tuning all of them. If it stays high, raise the rank or the learning rate: adapters want a higher one than whole models.',
  source: 'Hu et al. 2021 (LoRA); first values as in Hugging Face PEFT',
};
