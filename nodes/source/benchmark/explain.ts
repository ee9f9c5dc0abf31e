import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A benchmark is an exam that many models have sat. Its results can be compared only if the questions are put in the same words and marked by the same rules: here they are those of EleutherAI’s evaluation harness. MMLU asks for knowledge of 57 subjects, HellaSwag for what happens next, WinoGrande for who is meant, ARC for school science, TruthfulQA for answers that people often get wrong, GSM8K for sums in words.',
  lookAt:
    'How many questions were read, and whether the text that a model sees looks right. Small models answer most of these no better than chance: a quarter of MMLU’s questions, half of WinoGrande’s.',
  source:
    'Hendrycks et al. 2021 (MMLU); Zellers et al. 2019; Sakaguchi et al. 2021; Clark et al. 2018 (ARC); Lin et al. 2022 (TruthfulQA); Cobbe et al. 2021 (GSM8K); lm-evaluation-harness 0.4.13',
};
