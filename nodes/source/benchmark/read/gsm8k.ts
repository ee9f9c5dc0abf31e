import { z } from '@/graph';
import { type Benchmark, question } from './benchmark';
import { parsed, recordsOf } from './records';

const EXPECTED =
  'test.jsonl of GSM8K: each line has a question, and an answer whose last line is “#### ” and the number';

const text = z.string().max(100_000);
const record = z.object({ question: text, answer: text.includes('#### ') });

/** GSM8K (Cobbe et al. 2021). */
export const gsm8k: Benchmark = {
  title: 'GSM8K',
  scoring: 'number',
  byLength: false,
  shots: 'drawn',
  spare: false,
  read: async (file, help) =>
    (await recordsOf(file, help)).map((placed) => {
      const { question: asked, answer } = parsed(record, placed, file.name, EXPECTED);
      return question({ text: `Question: ${asked}\nAnswer:`, answer, right: [] });
    }),
};
