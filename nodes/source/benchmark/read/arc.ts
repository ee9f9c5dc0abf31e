import { z } from '@/graph';
import { type Benchmark, question } from './benchmark';
import { otherFormat, parsed, recordsOf } from './records';

const EXPECTED =
  'ARC-Challenge-Test.jsonl or ARC-Easy-Test.jsonl: each line has question.stem, question.choices with text and label, and the answerKey';

const text = z.string().max(100_000);
const published = z
  .object({
    question: z.object({
      stem: text,
      choices: z
        .array(z.object({ text: text.min(1), label: text }))
        .min(2)
        .max(20),
    }),
    answerKey: text,
  })
  .transform(({ question: { stem, choices }, answerKey }) => ({ stem, choices, answerKey }));
const onTheHub = z
  .object({
    question: text,
    choices: z.object({ text: z.array(text.min(1)).min(2).max(20), label: z.array(text) }),
    answerKey: text,
  })
  .transform(({ question: stem, choices, answerKey }) => ({
    stem,
    choices: choices.text.map((one, index) => ({ text: one, label: choices.label[index] ?? '' })),
    answerKey,
  }));
const record = z.union([published, onTheHub]);

/** ARC, easy or challenge (Clark et al. 2018). */
export const arc: Benchmark = {
  title: 'ARC',
  scoring: 'choices',
  byLength: true,
  shots: 'drawn',
  spare: false,
  read: async (file, help) =>
    (await recordsOf(file, help)).map((placed) => {
      const { stem, choices, answerKey } = parsed(record, placed, file.name, EXPECTED);
      const right = choices.findIndex(({ label }) => label === answerKey);
      if (right < 0) throw otherFormat(file.name, placed.place, 'answerKey', EXPECTED);
      return question({
        text: `Question: ${stem}\nAnswer:`,
        choices: choices.map((choice) => choice.text),
        right: [right],
      });
    }),
};
