import type { Explanation } from '@/graph';
import type { llmAsk } from './node';

export const explain: Explanation<typeof llmAsk> = {
  more: 'Each text is one question, asked by itself, so no answer depends on another. The question can be wrapped in words of yours (“Translate: {text}”), and a system message says how to answer. What was answered is kept while it goes: after a cancel, a failure or a reload only the rest is asked, and paid for. The answers can be compared with references, checked for facts and for refusals, or learned from.',
  lookAt:
    'Tokens and cost beside the progress, before you let it ask ten thousand questions; and how many answers were cut at their longest.',
  source: 'Ouyang et al. 2022; Taori et al. 2023 (answers of a model as data)',
  params: {
    file: 'One prompt a line: a .jsonl with the fields prompt and reference (one text, or a list), or a .csv with these columns. It stays on your device until it is asked.',
    system: 'Stands before each question. A conversation that has one of its own keeps that.',
    template: 'What is asked, with {text} where the prompt goes.',
    prompts: 'The first so many. 0: all of them.',
    concurrency: 'A model of the graph answers one after the other; a service several at once, if it lets you.',
    failures:
      'Stop keeps what was answered, and another run asks the rest. Going on leaves out what failed, and tells how many; after eight in a row it stops all the same.',
  },
  inputs: {
    prompts: 'Each document is one. Instead of the file below.',
    conversations: 'Asked one by one; what the assistant says last is what would be right.',
  },
  outputs: { usage: 'Tokens and cost of all answers together, and how many failed.' },
};
