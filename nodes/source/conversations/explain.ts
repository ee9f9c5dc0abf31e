import type { Explanation } from '@/graph';
import type { sourceConversations } from './node';

export const explain: Explanation<typeof sourceConversations> = {
  more: 'A model that learned from text goes on writing; it does not answer. Conversations show it what an answer looks like. Each has messages of a user and of an assistant, and sometimes one of the system that says how to behave.',
  lookAt: 'Whether the answers are such as you want to read: the model will write like them.',
  source:
    'Ouyang et al. 2022 (InstructGPT); Taori et al. 2023 (Alpaca), for its file format; Röttger et al. 2024 (XSTest), for harmless questions that look harmful',
  params: {
    origin: 'The built-in ones are small tasks, made on your device, that a tiny model can learn.',
    file: 'One JSON object a line, or one list of them: “messages”, ShareGPT “conversations”, Alpaca “instruction” and “output”, or “prompt” and “completion”; for a text classifier “text” and “label”. Each may have a “label” and a “category”. It stays on your device.',
    tasks:
      'Of what to refuse, a third is everyday questions, a third is made-up requests that could hurt somebody, each refused with a reason, and a third only looks like those. All are labelled “safe” or “unsafe”.',
    set: 'Each number gives other conversations, always the same ones. Odd and even numbers share no question: learn from an odd set, and ask from an even one.',
  },
};
