import type { Explanation } from '@/graph';
import type { sourceBenchmark } from './node';

export const explain: Explanation<typeof sourceBenchmark> = {
  more: 'A benchmark is an exam that many models have sat. Its results can be compared only if the questions are put in the same words and marked by the same rules: here they are those of EleutherAI’s evaluation harness. MMLU asks for knowledge of 57 subjects, HellaSwag for what happens next, WinoGrande for who is meant, ARC for school science, TruthfulQA for answers that people often get wrong, GSM8K for sums in words, HumanEval for small programs that have to pass tests.',
  lookAt:
    'How many questions were read, and whether the text that a model sees looks right. Small models answer most of these no better than chance: a quarter of MMLU’s questions, half of WinoGrande’s.',
  source:
    'Hendrycks et al. 2021 (MMLU); Zellers et al. 2019; Sakaguchi et al. 2021; Clark et al. 2018 (ARC); Lin et al. 2022 (TruthfulQA); Cobbe et al. 2021 (GSM8K); Chen et al. 2021 (HumanEval), in JavaScript by Cassano et al. 2023 (MultiPL-E); lm-evaluation-harness 0.4.13',
  params: {
    benchmark: 'What the file holds. Each benchmark has its own rules of how questions are put and marked.',
    file: 'The published file, unchanged: data.tar of MMLU, hellaswag_val.jsonl, dev.jsonl of WinoGrande, ARC-Challenge-Test.jsonl, mc_task.json of TruthfulQA, test.jsonl of GSM8K, humaneval-js of MultiPL-E; or Parquet from the hub. It stays on your device.',
    examples:
      'The published training file, to show solved questions before each. Only needed for that; data.tar of MMLU has its own.',
  },
};
