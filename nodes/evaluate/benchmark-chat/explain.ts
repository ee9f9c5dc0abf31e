import type { Explanation } from '@/graph';
import type { evaluateBenchmarkChat } from './node';

export const explain: Explanation<typeof evaluateBenchmarkChat> = {
  more: 'A service gives words and no likelihoods, so it sits an exam as people do: it writes. Sums in words are put and marked as in “Sit the exam”: the number after #### counts (strict), or else the last one (flexible). Programs run in a sandbox and have to pass the task’s tests. Questions with choices are asked for a letter, and what stands after “Answer:” counts: that is “letter accuracy”, another measure than acc, which compares likelihoods. Where nothing can be read the answer is wrong, and it is told how many those are. Answers are kept while it goes, so that none is paid for twice.',
  formula:
    'letter accuracy = mean of [the letter after “Answer:” is right];   standard error = s / √n;   pass@k = 1 − C(n−c, k) / C(n, k)',
  lookAt:
    '“Could not be read” and “Cut off” before the score: a model that is right in another form than asked for is marked wrong.',
  source:
    'EleutherAI lm-evaluation-harness 0.4.13 (prompts and filters of GSM8K); OpenAI simple-evals (letters, programs); Cobbe et al. 2021; Chen et al. 2021 (pass@k)',
  params: {
    shots: 'Shown before each question, in the same message. Usual for chat models: none, and 5 to 8 for GSM8K.',
    questions: 'The first so many of the exam. 0: all of them.',
    longestAnswer:
      'At most so many, and never more than the language model’s own. Who thinks step by step needs some hundred.',
    exampleSeed:
      'Draws the solved examples, where a benchmark draws them, and the order of choices. The harness’s own is 1234.',
    samples: 'Where programs are written: so many for each task; pass@1, @10 and @100 are told as far as they go.',
    concurrency: 'A model of the graph answers one after the other; a service several at once, if it lets you.',
  },
  inputs: { exam: 'From a “Benchmark”.' },
  outputs: { results: 'What was answered to each question, and what is right.' },
};
