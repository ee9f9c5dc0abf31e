import { type ExamQuestion, GenloomError, z } from '@/graph';
import { csvRows } from '../../../common/read/csv';
import { decodeText } from '../../../common/read/decode';
import { isParquet } from '../../../common/read/parquet';
import { isTar, untar } from '../../../common/read/tar';
import { unzip } from '../../../common/read/zip';
import { type Benchmark, question } from './benchmark';
import { bounded, type GivenFile, otherFormat, parsed, type ReadHelp, recordsOf } from './records';

const EXPECTED =
  'data.tar of MMLU or one of its .csv files, without headings: a question, four choices, and the letter of the answer';
const LETTERS = ['A', 'B', 'C', 'D'];

const text = z.string().max(100_000);
const onTheHub = z.object({
  question: text,
  subject: text,
  choices: z.array(text).length(4),
  answer: z.number().int().min(0).max(3),
});

/** MMLU (Hendrycks et al. 2021): its archive, one of its tables, or the hub's Parquet; examples are the first of each subject. */
export const mmlu: Benchmark = {
  title: 'MMLU',
  scoring: 'choices',
  byLength: false,
  shots: 'first',
  spare: false,
  read: async (file, help, part) => {
    const { name, bytes } = file;
    if (isTar(bytes)) return readTables(untar(bytes, isTable), name, part, help);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03)
      return readTables(await unzip(bytes, isTable, help.breathe), name, part, help);
    if (isParquet(bytes) || /\.jsonl?$/i.test(name))
      return (await recordsOf(file, help)).map((placed) => {
        const read = parsed(onTheHub, placed, name, EXPECTED);
        return asked(read.question, read.choices, read.answer, read.subject);
      });
    return readTable(file, help);
  },
};

const isTable = (name: string): boolean => /\.csv$/i.test(name) && !/(^|\/)\./.test(name);

/** Tables of one part: questions are those of the test where there is one, examples those of `dev`. */
async function readTables(
  tables: readonly GivenFile[],
  archive: string,
  part: 'questions' | 'examples',
  help: ReadHelp,
): Promise<ExamQuestion[]> {
  const parts = part === 'examples' ? ['dev'] : ['test', 'val'];
  const wanted = parts
    .map((one) => tables.filter(({ name }) => partOf(name) === one))
    .find((found) => found.length > 0);
  if (!wanted && part === 'examples') return [];
  if (!wanted)
    throw new GenloomError({
      code: 'benchmark.no-questions',
      title: `“${archive}” holds no questions of MMLU.`,
      detail: 'Looked for are tables such as test/astronomy_test.csv.',
      fix: 'Give data.tar as it is published, or tables of it packed together.',
    });
  const questions: ExamQuestion[] = [];
  for (const table of wanted) {
    questions.push(...readTable(table, help));
    bounded(archive, questions);
    await help.breathe();
  }
  return questions;
}

const partOf = (name: string): string | undefined => /_(test|dev|val)\.csv$/i.exec(name)?.[1]?.toLowerCase();

function readTable({ name, bytes }: GivenFile, { warn }: ReadHelp): ExamQuestion[] {
  const base = name.split('/').at(-1) ?? name;
  const subject = base.replace(/(_(test|dev|val))?\.csv$/i, '');
  return bounded(
    name,
    csvRows(decodeText(bytes, name, warn), name, warn, ',').map((row, index) => {
      const [stem = '', a = '', b = '', c = '', d = '', letter = ''] = row;
      const right = LETTERS.indexOf(letter.trim());
      if (row.length !== 6 || right < 0)
        throw otherFormat(base, `Row ${index + 1}`, row.length === 6 ? 'letter of the answer' : '', EXPECTED);
      return asked(stem, [a, b, c, d], right, subject);
    }),
  );
}

const asked = (stem: string, choices: readonly string[], right: number, subject: string): ExamQuestion =>
  question({
    preface: `The following are multiple choice questions (with answers) about ${subject.replaceAll('_', ' ')}.\n\n`,
    text: `${stem.trim()}\n${choices.map((choice, index) => `${LETTERS[index]}. ${choice}`).join('\n')}\nAnswer:`,
    choices: LETTERS,
    right: [right],
    subject,
  });
