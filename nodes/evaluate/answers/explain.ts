import type { Explanation } from '@/graph';
import type { compareAnswers } from './node';

export const explain: Explanation<typeof compareAnswers> = {
  more: 'Exact match counts answers that are the reference word for word; as in SQuAD, capitals, punctuation and articles may not matter. F1 counts the words that both have. BLEU asks how many runs of up to four words a reference has too, chrF the same of characters, ROUGE how much of the reference was written. The error rates count the words, or the characters, that would have to be changed. Where an answer has several references, the one that fits best counts; error rates take the first.',
  formula:
    'BLEU = brevity · exp(¼ ∑ log pₙ);   chrF = F₂ of runs of 1–6 characters;   ROUGE-L = F₁ of the longest common subsequence;   WER = edits / words',
  lookAt:
    'Several measures together. Each can be high for a bad answer: BLEU and ROUGE compare words, not meaning, and short answers have few runs of four words.',
  source:
    'Papineni et al. 2002 and Popović 2015, 2017 as in sacreBLEU 2.6 (13a, exponential smoothing); Lin 2004 as in rouge_score 0.1.2; Rajpurkar et al. 2016 (SQuAD); Levenshtein 1966 as in jiwer 4.0',
  params: {
    stemmer: 'ROUGE compares English words without their endings: “runs” and “running” are one.',
  },
  inputs: {
    references: 'One document for each answer, in their order. Only needed where the answers have none of their own.',
  },
};
