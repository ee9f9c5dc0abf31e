import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A model that learned from text goes on writing; it does not answer. Conversations show it what an answer looks like. Each has messages of a user and of an assistant, and sometimes one of the system that says how to behave.',
  lookAt: 'Whether the answers are such as you want to read: the model will write like them.',
  source: 'Ouyang et al. 2022 (InstructGPT); Taori et al. 2023 (Alpaca), for its file format',
};
