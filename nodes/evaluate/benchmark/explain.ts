import type { Explanation } from '@/graph';
import type { evaluateBenchmark } from './node';

export const explain: Explanation<typeof evaluateBenchmark> = {
  more: 'A question with choices is not answered in words: the model says how likely each choice is after the question, and the likeliest is its answer. Long choices are less likely only because they are long, so acc_norm divides by their characters. Sums in words are written out, and the number after #### counts (strict), or else the last number (flexible). Programs run in a sandbox and have to pass the task’s tests; pass@k is the chance that one of k does. The same rules as in EleutherAI’s harness, so that scores can be compared with published ones. The standard error says how far a score may be off because there were no more questions.',
  formula:
    'acc = mean of [argmaxᵢ log p(choiceᵢ | question) is right];   acc_norm: log p / characters;   standard error = s / √n;   pass@k = 1 − C(n−c, k) / C(n, k), of n programs c pass',
  lookAt:
    'Whether the score is more than two standard errors above chance. The table shows each question: where the model was wrong, and how near the right answer was.',
  source:
    'EleutherAI lm-evaluation-harness 0.4.13 (whose scores it reproduces question by question); Brown et al. 2020 (few-shot); Lin et al. 2022 (MC2); Chen et al. 2021 (pass@k)',
  params: {
    shots:
      'Shown before each question. Usual are 5 for MMLU and GSM8K, 10 for HellaSwag, 25 for ARC, none for the others; scores can only be compared where they are the same.',
    limit: 'The first so many of the exam. 0: all of them.',
    exampleSeed: 'Draws the solved examples, where a benchmark draws them. The harness’s own is 1234.',
    longestAnswer: 'Where answers are written: so many at most. They share the model’s window with the question.',
    samples:
      'Where programs are written: so many for each task, drawn at the temperature below, and pass@1, @10 and @100 are told as far as they go. One alone is the likeliest.',
    temperature: 'Published figures have 0.2 for pass@1, and 0.8 for pass@100.',
    batchSize: 'Texts read at once; changes the time, not the result.',
  },
  inputs: {
    exam: 'From a “Benchmark”.',
  },
  outputs: {
    results: 'What was answered, and how likely it was.',
  },
};
