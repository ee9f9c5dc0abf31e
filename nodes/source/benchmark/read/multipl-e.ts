import { GenloomError, z } from '@/graph';
import { type Benchmark, question } from './benchmark';
import { parsed, recordsOf } from './records';

const EXPECTED = 'humaneval-js or mbpp-js of MultiPL-E: each task has a name, its language, a prompt and tests';

const text = z.string().max(100_000);
const record = z.object({ name: text, language: z.string().max(20), prompt: text.min(1), tests: text.min(1) });
/** HumanEval as OpenAI published it. */
const python = z.object({ task_id: z.string(), prompt: z.string(), entry_point: z.string(), test: z.string() });

/** HumanEval and MBPP in JavaScript, by MultiPL-E (Cassano et al. 2023): programs that have to pass tests. */
export const multiplE: Benchmark = {
  title: 'HumanEval, JavaScript',
  scoring: 'tests',
  byLength: false,
  shots: 'never',
  spare: false,
  read: async (file, help) =>
    (await recordsOf(file, help)).map((placed) => {
      if (python.safeParse(placed.value).success) throw otherLanguage(file.name, 'Python');
      const { name, language, prompt, tests } = parsed(record, placed, file.name, EXPECTED);
      if (!/^(js|javascript)$/i.test(language)) throw otherLanguage(file.name, language);
      const title = name.startsWith('mbpp') ? 'MBPP' : null;
      return question({ text: prompt, answer: tests, right: [], subject: title });
    }),
};

const otherLanguage = (file: string, language: string) =>
  new GenloomError({
    code: 'benchmark.other-language',
    title: `The programs of “${file}” are in ${language}, and JavaScript is what runs here.`,
    fix: 'Use the file of the same tasks in JavaScript: humaneval-js of MultiPL-E.',
  });
