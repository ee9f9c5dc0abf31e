import { defineNode, exam, fileRef, z } from '@/graph';

const ACCEPTED = '.csv,.json,.jsonl,.tar,.zip,.gz,.parquet';

export const sourceBenchmark = defineNode({
  type: 'source.benchmark',
  version: 1,
  phase: 'evaluate',
  title: 'Benchmark',
  summary: 'Reads the questions of a published benchmark, in the files that its makers give out.',
  keywords: [
    'mmlu',
    'hellaswag',
    'winogrande',
    'arc',
    'truthfulqa',
    'gsm8k',
    'humaneval',
    'code',
    'exam',
    'questions',
    'test',
    'harness',
  ],
  inputs: {},
  outputs: { exam },
  params: z.object({
    benchmark: z
      .enum(['mmlu', 'hellaswag', 'winogrande', 'arc', 'truthfulqa-mc1', 'truthfulqa-mc2', 'gsm8k', 'humaneval-js'])
      .default('hellaswag')
      .meta({
        choices: {
          mmlu: 'MMLU',
          hellaswag: 'HellaSwag',
          winogrande: 'WinoGrande',
          arc: 'ARC, easy or challenge',
          'truthfulqa-mc1': 'TruthfulQA, one right answer',
          'truthfulqa-mc2': 'TruthfulQA, all true answers',
          gsm8k: 'GSM8K',
          'humaneval-js': 'HumanEval, JavaScript',
        },
      }),
    file: fileRef.nullable().default(null).meta({
      label: 'Questions',
      control: 'file',
      accept: ACCEPTED,
    }),
    examples: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'Solved examples',
        control: 'file',
        accept: ACCEPTED,
        when: { param: 'benchmark', is: ['mmlu', 'hellaswag', 'winogrande', 'arc', 'gsm8k'] },
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ file }) => file?.name ?? 'no file yet',
  advise: (_inputs, { file }) =>
    file ? [] : [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }],
  run: () => import('./run'),
});
