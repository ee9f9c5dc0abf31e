import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A question with choices is not answered in words: the model says how likely each choice is after the question, and the likeliest is its answer. Long choices are less likely only because they are long, so acc_norm divides by their characters. Sums in words are written out, and the number after #### counts (strict), or else the last number (flexible). The same rules as in EleutherAI’s harness, so that scores can be compared with published ones. The standard error says how far a score may be off because there were no more questions.',
  formula:
    'acc = mean of [argmaxᵢ log p(choiceᵢ | question) is right];   acc_norm: log p / characters;   standard error = s / √n',
  lookAt:
    'Whether the score is more than two standard errors above chance. The table shows each question: where the model was wrong, and how near the right answer was.',
  source:
    'EleutherAI lm-evaluation-harness 0.4.13 (whose scores it reproduces question by question); Brown et al. 2020 (few-shot); Lin et al. 2022 (MC2)',
};
