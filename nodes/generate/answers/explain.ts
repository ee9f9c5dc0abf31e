import type { Explanation } from '@/graph';
import type { answerPrompts } from './node';

export const explain: Explanation<typeof answerPrompts> = {
  more: 'One text shows how a model writes; a list of prompts shows how well. Each prompt is given to the model by itself, and what it writes after it is its answer, up to a stop sign or a length. Where a file says what would be right, “Compare with references” can measure the answers.',
  lookAt:
    'Whether answers end where they should: one that runs on needs another stop sign, one that is cut off more tokens.',
  source:
    'Greedy decoding and sampling as in “Write text”; Holtzman et al. 2020 (top-p); Willard & Louf 2023 (held to a form)',
  params: {
    file: 'One prompt a line: a .jsonl with the fields prompt and reference (one text, or a list), or a .csv with these columns. It stays on your device.',
    limit: 'The first so many. 0: all of them.',
    maxTokens: 'Each answer has at most so many. They share the model’s window with the prompt.',
    strategy: 'Greedy always takes the likeliest token. Sampling draws, each answer with a seed of its own.',
    temperature: 'Below 1 it stays with what is likely, above 1 it dares more.',
    topP: 'Draws only from the likeliest tokens that together reach this probability. 1: from all.',
    before:
      'What stood between documents when they were encoded, \\n for a line break: then the model knows that a prompt is a beginning, and not the middle of something.',
    form: 'A regular expression for a prompt and its answer together. Only tokens that can still lead to such a text are drawn. Nothing: any text.',
    stop: 'An answer ends where one of these appears. \\n stands for a line break.',
  },
  inputs: {
    prompts: 'Each document is one. Instead of the file below.',
    references: 'What would be right for each of the prompts, in their order.',
    conversations:
      'Asked one by one, written by the chat template that the model learned with; what the assistant says last is what would be right.',
    form: 'Instead of the form below: what pictures or motions look like as text, so that each comes to its end.',
  },
};
