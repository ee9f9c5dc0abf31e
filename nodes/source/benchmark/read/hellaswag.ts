import { z } from '@/graph';
import { type Benchmark, question } from './benchmark';
import { parsed, recordsOf } from './records';

const EXPECTED = 'hellaswag_val.jsonl: each line has activity_label, ctx_a, ctx_b, four endings and their label';

const text = z.string().max(100_000);
const record = z.object({
  activity_label: text,
  ctx_a: text,
  ctx_b: text,
  endings: z.array(text).min(2).max(20),
  // A number where it is published, text on the hub; test questions have none.
  label: z.union([z.number().int(), z.string().regex(/^\d$/).transform(Number)]).pipe(z.number().min(0).max(19)),
});

/** HellaSwag (Zellers et al. 2019). */
export const hellaswag: Benchmark = {
  title: 'HellaSwag',
  scoring: 'choices',
  byLength: true,
  shots: 'drawn',
  spare: true,
  read: async (file, help) =>
    (await recordsOf(file, help)).map((placed) => {
      const { activity_label, ctx_a, ctx_b, endings, label } = parsed(record, placed, file.name, EXPECTED);
      return question({
        text: cleaned(`${activity_label}: ${ctx_a} ${capitalised(ctx_b)}`),
        choices: endings.map(cleaned),
        right: [label],
      });
    }),
};

/** The harness's `preprocess`: brackets are left over from WikiHow. */
const cleaned = (raw: string): string =>
  raw
    .trim()
    .replaceAll(' [title]', '. ')
    .replace(/\[[^\n]*?\]/g, '')
    .replaceAll('  ', ' ');

/** Python's `str.capitalize()`: all small but the first. */
function capitalised(raw: string): string {
  const [first = '', ...rest] = Array.from(raw);
  const [title = '', ...more] = Array.from(first.toUpperCase());
  return title + [...more, ...rest].join('').toLowerCase();
}
