import type { Explanation } from '@/graph';
import type { llmScript } from './node';

export const explain: Explanation<typeof llmScript> = {
  more: 'Everything that talks to a language model can talk to this instead: for a lesson, for a test, or where there is no network. The first rule whose pattern fits the last thing that was said answers, word by word. The same conversation always gets the same answer. It understands nothing, and wherever it is shown it says so.',
  lookAt: 'Which rule answered: what a language model adds is everything that no rule foresaw.',
  source: 'Weizenbaum 1966 (ELIZA); Cox 2007 (RE2: patterns in linear time)',
  params: {
    by: 'Rules answer by patterns. A program computes an answer from what was said last: it plays by rules of its own, and is no model either.',
    program:
      'The body of a JavaScript function of “said” and “turn” that returns a text, or { say, call: { name, arguments } }. It runs in the sandbox, without network and clock.',
    rules:
      'Rules parted by empty lines. “when:” is a pattern (RE2), “say:” what is answered, “times:” how often in one conversation, “call:” a tool and its arguments as JSON. A rule without “when:” always fits.',
    longestAnswer: 'Answers are cut after so many. Words count as tokens here.',
  },
  outputs: { llm: 'To be asked like a language model.' },
};
