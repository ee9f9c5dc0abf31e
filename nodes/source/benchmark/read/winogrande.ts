import { z } from '@/graph';
import { type Benchmark, question } from './benchmark';
import { parsed, recordsOf } from './records';

const EXPECTED =
  'dev.jsonl of WinoGrande: each line has a sentence with a _, option1, option2 and the answer, “1” or “2”';

const text = z.string().max(10_000);
const record = z.object({
  sentence: text.includes('_'),
  option1: text.min(1),
  option2: text.min(1),
  answer: z.enum(['1', '2']),
});

/** WinoGrande (Sakaguchi et al. 2021), scored by partial evaluation: what follows the gap, after each option in it. */
export const winogrande: Benchmark = {
  title: 'WinoGrande',
  scoring: 'contexts',
  byLength: false,
  shots: 'drawn',
  spare: true,
  read: async (file, help) =>
    (await recordsOf(file, help)).map((placed) => {
      const { sentence, option1, option2, answer } = parsed(record, placed, file.name, EXPECTED);
      const gap = sentence.indexOf('_');
      return question({
        choices: [option1, option2].map((option) => sentence.slice(0, gap) + option),
        right: [Number(answer) - 1],
        answer: sentence.slice(gap + 1).trim(),
      });
    }),
};
